"""The files of a report that is being written: one card for each paper that is asked for."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from accounts.limits import LimitReached
from applicants.actions.changing import attach_to_change, detach_from_change
from applicants.models import ChangeDocument, ChangeDraft
from applicants.views.change_fetching import PAPERS, context_of, papers_of, with_change
from applicants.views.replying import ANY
from cases.errors import Refused
from documents import uploads
from documents.actions import remove, respond, respond_preview
from documents.devices import allow_camera
from documents.models import Document, Preview
from permits.packs import load_pack
from permits.sources import Sources


@require_GET
@requires("case.report")
@with_change
def papers(request: ActorRequest, draft: ChangeDraft) -> HttpResponse:
    context = {
        **context_of(draft, PAPERS),
        "cards": papers_of(draft),
        "at_most": partial(_at_most, draft.what.files),
        "sources": Sources(draft.what.papers, load_pack(draft.case.pack)),
    }
    response = render(request, "applicants/change_papers.html", context)
    return allow_camera(response) if request.actor.acting_for else response


def _at_most(files: int | None) -> str:
    """How many files a message takes, in the active language; empty where nothing limits them."""
    if files is None:
        return ""
    return ngettext("%(count)s file at most", "%(count)s files at most", files) % {"count": files}


@csrf_exempt  # documents.uploads checks the token once the body cannot touch the disk
@require_POST
@requires("case.report")
@with_change
def upload(request: ActorRequest, draft: ChangeDraft, code: str) -> HttpResponseBase:
    requirement = _code(draft, code)
    received = uploads.receive(request, owner=draft.case.person, actor=request.actor)
    replaces = uploads.replaced_by(request)
    for document in received.documents:
        refusal, replaces = _put(request, draft, requirement, document, replaces), None
        if refusal:
            remove(document, actor=request.actor)
            received.refusals.append(refusal)
    if uploads.by_script(request):
        return uploads.answer(received, files=_list(request, draft, code))
    for refusal in received.refusals:
        messages.error(request, str(refusal.message))
    return redirect("applicants:change_papers", draft.case_id, draft.kind)


def _put(
    request: ActorRequest,
    draft: ChangeDraft,
    requirement: str,
    document: Document,
    replaces: UUID | None,
) -> uploads.Refusal | None:
    """Put a stored file to the report; why not, when it cannot be."""
    try:
        key = uploads.key_within(request, draft.pk)
        attach_to_change(
            draft, requirement, document, actor=request.actor, key=key, replaces=replaces
        )
    except Refused as refused:
        return uploads.Refusal("", refused.code, refused.reason)
    except LimitReached as reached:
        return uploads.Refusal("", "too_many", reached.sentence)
    return None


@require_GET
@requires("case.report")
@with_change
def files(request: ActorRequest, draft: ChangeDraft, code: str) -> HttpResponse:
    """The list of one paper's files, for the page to show anew."""
    return HttpResponse(_list(request, draft, code))


@require_POST
@requires("case.report")
@with_change
def detach(request: ActorRequest, draft: ChangeDraft, paper_id: UUID) -> HttpResponse:
    paper = _paper(draft, paper_id)
    detach_from_change(paper, actor=request.actor)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"files": _list(request, draft, paper.requirement or ANY)})
    return redirect("applicants:change_papers", draft.case_id, draft.kind)


@require_GET
@requires("case.report")
@with_change
def file(request: ActorRequest, draft: ChangeDraft, paper_id: UUID) -> HttpResponseBase:
    return respond(_paper(draft, paper_id).document, actor=request.actor, purpose="own_change")


@require_GET
@requires("case.report")
@with_change
def thumbnail(request: ActorRequest, draft: ChangeDraft, paper_id: UUID) -> HttpResponseBase:
    document, size = _paper(draft, paper_id).document, Preview.Size.THUMBNAIL
    return respond_preview(document, 1, actor=request.actor, purpose="own_change", size=size)


def _paper(draft: ChangeDraft, paper_id: UUID) -> ChangeDocument:
    rows = draft.papers.select_related("document", "draft__case__permit_type")
    return get_object_or_404(rows, pk=paper_id)


def _code(draft: ChangeDraft, code: str) -> str:
    """The paper that a file is for: one of those asked for, or none in particular."""
    if code == ANY:
        return ""
    if code not in {wanted.document for wanted in draft.what.papers}:
        raise Http404
    return code


def _list(request: ActorRequest, draft: ChangeDraft, code: str) -> str:
    rows = draft.papers.filter(requirement=_code(draft, code)).select_related("document")
    return render_to_string(
        "applicants/change_files.html", {"papers": rows, "draft": draft}, request
    )
