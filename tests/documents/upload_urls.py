"""A page and its views as a room above writes them, to try uploads over HTTP and in a browser."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.models import Person
from config.urls import urlpatterns as portal
from documents import uploads
from documents.models import Document

ROW = '{% include "components/file_row.html" with name=file.file_name state=file.state only %}'
LIST = "{% for file in files %}" + ROW + "{% endfor %}"
PAGE = """{% extends "base.html" %}{% load static %}
{% block scripts %}
<script type="module" src="{% static 'documents/upload.js' %}"></script>{% endblock %}
{% block content %}<h1>Papers</h1><label for="note">Note</label> <input id="note">
{% with id="lease" label="Lease" upload_url="/upload" list_url="/list" %}
{% include "documents/_uploader.html" %}{% endwith %}{% endblock %}"""


def _template(source: str) -> object:
    return engines["django"].from_string(source).template  # type: ignore[attr-defined]


@csrf_exempt
@requires("draft.write")
@require_POST
def upload(request: HttpRequest) -> HttpResponseBase:
    actor = request.actor  # type: ignore[attr-defined]
    owner = Person.objects.visible_to(actor).get(pk=actor.person_id)
    received = uploads.receive(request, owner=owner, actor=actor)
    if uploads.by_script(request):
        return uploads.answer(received)
    lines = [f"{refusal.name}: {refusal.code}" for refusal in received.refusals]
    return HttpResponse("\n".join([*lines, f"{len(received.documents)} stored"]))


@requires("draft.write")
def page(request: HttpRequest) -> HttpResponse:
    context = {"list_template": _template(LIST), "files": Document.objects.stored()}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


@requires("draft.write")
def files(request: HttpRequest) -> HttpResponse:
    context = {"files": Document.objects.stored()}
    return HttpResponse(engines["django"].from_string(LIST).render(context, request))


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.FILES)} files")


urlpatterns = [
    path("upload", upload),
    path("list", files),
    path("page", page),
    path("plain", plain),
    *portal,
]
