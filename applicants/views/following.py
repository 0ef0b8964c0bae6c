"""The case as its applicant sees it; the part that changes is asked for again while it is open."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_GET, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from applicants.following.reading import page_of
from cases.actions.ending import withdraw as withdraw_case
from cases.errors import Refused
from cases.models import Case, CaseDocument, Confirmation, Letter
from documents.actions import respond
from permits.packs import load_pack
from postbox.actions import mark_letter_read
from vault import keys


def cases_of(request: ActorRequest) -> QuerySet[Case]:
    return Case.objects.visible_to(request.actor).select_related("permit_type", "person")


def _version(request: ActorRequest, case_id: UUID) -> str | None:
    """The ETag of the changing part: the version of the case, the language, and the day."""
    found = Case.objects.visible_to(request.actor).filter(pk=case_id)
    version = found.values_list("version", "permit_type__pack").first()
    if version is None:
        return None
    today = load_pack(version[1]).today()
    return f'"{version[0]}-{get_language()}-{today}"'


@require_GET
@requires("case.follow")
def case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    tag = _version(request, case_id)
    found = get_object_or_404(cases_of(request), pk=case_id)
    return render(request, "applicants/case.html", {**_context(request, found), "tag": tag})


@require_GET
@requires("case.follow")
@condition(etag_func=_version)
def news(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The changing part alone; 304 while nothing has happened."""
    found = get_object_or_404(cases_of(request), pk=case_id)
    return render(request, "applicants/case_now.html", _context(request, found))


@require_POST
@requires("case.withdraw")
def withdraw(request: ActorRequest, case_id: UUID) -> HttpResponse:
    found = get_object_or_404(cases_of(request), pk=case_id)
    try:
        withdraw_case(found, actor=request.actor)
    except Refused as refused:
        messages.error(request, str(refused.reason))
    else:
        messages.success(request, _("Your application is withdrawn."))
    return redirect("applicants:case", found.pk)


@require_GET
@requires("case.papers")
def letter(request: ActorRequest, case_id: UUID, letter_id: UUID) -> HttpResponseBase:
    letters = Letter.objects.filter(case__in=cases_of(request), state=Letter.State.READY)
    found = get_object_or_404(letters.select_related("document"), pk=letter_id, case=case_id)
    assert found.document is not None  # a letter that is ready has one
    mark_letter_read(found.document, actor=request.actor)
    return respond(found.document, actor=request.actor, purpose="own_case")


@require_GET
@requires("case.papers")
def document(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    rows = CaseDocument.objects.filter(case__in=cases_of(request)).select_related("document")
    found = get_object_or_404(rows, pk=document_id, case=case_id)
    return respond(found.document, actor=request.actor, purpose="own_case")


@require_GET
@requires("case.papers")
def confirmed(request: ActorRequest, case_id: UUID, confirmation_id: UUID) -> HttpResponseBase:
    """The exact document that the person confirmed at a support centre."""
    rows = Confirmation.objects.filter(case__in=cases_of(request), document__isnull=False)
    found = get_object_or_404(rows.select_related("document"), pk=confirmation_id, case=case_id)
    assert found.document is not None  # the question asks for it
    return respond(found.document, actor=request.actor, purpose="own_case")


def _context(request: ActorRequest, found: Case) -> dict[str, object]:
    """``readable`` is false for a helper who may see how the case stands and open nothing in it."""
    keys.preload({found.person_id})
    readable = request.actor.can("case.papers")
    page = page_of(found, papers=readable)
    return {
        "case": found,
        "page": page,
        "pack": load_pack(found.pack),
        "readable": readable,
        "may_report": request.actor.can("case.report"),
    }
