"""A view as a room above writes it, to try uploads over HTTP."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.models import Person
from documents import uploads


@csrf_exempt
@requires("draft.write")
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    owner = Person.objects.visible_to(actor).get(pk=actor.person_id)
    received = uploads.receive(request, owner=owner, actor=actor)
    if uploads.by_script(request):
        return uploads.answer(received)
    lines = [f"{refusal.name}: {refusal.code}" for refusal in received.refusals]
    return HttpResponse("\n".join([*lines, f"{len(received.documents)} stored"]))


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.FILES)} files")


urlpatterns = [
    path("upload", upload),
    path("plain", plain),
    path("account/", include("accounts.urls")),
    path("account/", include("accounts.sign_in_urls")),
]
