"""Documents of a case for staff: files, pages as pictures, judgements. Each read is an event."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from cases.actions.checking import judge_document, see_original
from cases.errors import Refused
from cases.models import Case, CaseDocument, Letter
from documents.actions import respond, respond_preview
from documents.models import Preview


@require_GET
@requires("document.view")
def download(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    row = _document(request, case_id, document_id)
    return respond(row.document, actor=request.actor, purpose=str(row.case_id))


@require_GET
@requires("document.view")
def page(request: ActorRequest, case_id: UUID, document_id: UUID, number: int) -> HttpResponseBase:
    """A page of a document as a picture."""
    row = _document(request, case_id, document_id)
    return respond_preview(row.document, number, actor=request.actor, purpose=str(row.case_id))


@require_GET
@requires("document.view")
def thumbnail(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """The first page as a small picture, which the page of the case shows."""
    row = _document(request, case_id, document_id)
    return respond_preview(
        row.document,
        1,
        actor=request.actor,
        purpose=str(row.case_id),
        size=Preview.Size.THUMBNAIL,
    )


@require_GET
@requires("case.view")
def letter(request: ActorRequest, case_id: UUID, letter_id: UUID) -> HttpResponseBase:
    """A letter that the office sent."""
    cases = Case.objects.visible_to(request.actor).filter(pk=case_id)
    row = get_object_or_404(
        Letter.objects.filter(case__in=cases, state=Letter.State.READY).select_related("document"),
        pk=letter_id,
    )
    assert row.document is not None  # a letter that is ready has one
    return respond(row.document, actor=request.actor, purpose=str(row.case_id))


@require_POST
@requires("case.judge_document")
def judge(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Accepted, insufficient with a reason, taken back, or the original seen."""
    row = _document(request, case_id, document_id)
    try:
        if request.POST.get("original"):
            see_original(row, actor=request.actor)
        else:
            judge_document(
                row,
                request.POST.get("verdict", ""),
                reason=request.POST.get("reason", ""),
                actor=request.actor,
            )
    except Refused as refused:
        messages.error(request, str(refused.reason))
    except (LookupError, ValueError):
        messages.error(request, _("Choose what is wrong with the document."))
    return redirect(reverse("cases:case", args=[case_id]) + f"#document-{row.pk}")


def _document(request: ActorRequest, case_id: UUID, document_id: UUID) -> CaseDocument:
    cases = Case.objects.visible_to(request.actor).filter(pk=case_id)
    rows = CaseDocument.objects.filter(case__in=cases).select_related("document", "case")
    return get_object_or_404(rows, pk=document_id)
