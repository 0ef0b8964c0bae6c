"""Answering a request: what is asked, a text, files for each paper, one button."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from applicants.actions.replying import (
    attach_to_reply,
    detach_from_reply,
    reply_to,
    save_reply,
    send_reply,
)
from applicants.following.reading import asked_of
from applicants.models import Reply, ReplyDocument
from cases.errors import Refused
from cases.models import Case, Request
from documents import uploads
from documents.actions import remove, respond, respond_preview
from documents.models import Preview
from permits.packs import load_pack
from vault import keys

ANY = "any"
"""In addresses: a file that is for no paper in particular."""
MOST = 20


@require_http_methods(["GET", "POST"])
@requires("case.answer")
def reply(request: ActorRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    """Write the answer, keep it, or send it."""
    asked = _request(request, case_id, request_id)
    if asked.state != Request.State.OPEN:
        return redirect("applicants:case", case_id)
    written = reply_to(asked)
    error = ""
    if request.method == "POST":
        error = _keep(request, written)
        if "save" in request.POST and not error:
            messages.success(request, _("Your answer is saved. It is not sent yet."))
            return redirect("applicants:case", case_id)
        error = error or _send(request, written)
        if not error:
            messages.success(request, _("Your answer is sent. The office has it now."))
            return redirect("applicants:case", case_id)
    context = _context(asked, written) | {"error": error}
    return render(request, "applicants/reply.html", context, status=422 if error else 200)


def _keep(request: ActorRequest, written: Reply) -> str:
    """Keep the text; the sentence that says why not, or nothing."""
    try:
        save_reply(written, request.POST.get("text", ""))
    except Refused as refused:
        return str(refused.reason)
    return ""


def _send(request: ActorRequest, written: Reply) -> str:
    """Send the reply; the sentence that says why not, or nothing."""
    try:
        send_reply(written, language=get_language() or "en", actor=request.actor)
    except Refused as refused:
        return str(refused.reason)
    except ValueError:
        return _("Write something or add a file before you send your answer.")
    return ""


@require_POST
@requires("case.answer")
def keep(request: ActorRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    """Keep what is typed while it is typed; after the reply was sent there is nothing to keep."""
    asked = _request(request, case_id, request_id)
    written = reply_to(asked) if asked.state == Request.State.OPEN else None
    if written is None or _keep(request, written):
        return HttpResponse(status=204)
    return render(request, "applicants/saved.html", {"saved_at": written.saved_at})


@csrf_exempt  # documents.uploads checks the token once the body cannot touch the disk
@require_POST
@requires("case.answer")
def upload(request: ActorRequest, case_id: UUID, request_id: UUID, code: str) -> HttpResponseBase:
    written = _unsent(request, case_id, request_id)
    requirement = _code(written, code)
    received = uploads.receive(request, owner=written.person, actor=request.actor)
    for document in received.documents:
        if written.papers.count() >= MOST:
            remove(document, actor=request.actor)
            sentence = _("There are too many files here. Join several pages in one PDF.")
            received.refusals.append(uploads.Refusal("", "too_many", sentence))
            continue
        try:
            key = uploads.key_within(request, written.pk)
            attach_to_reply(written, requirement, document, actor=request.actor, key=key)
        except Refused as refused:
            remove(document, actor=request.actor)
            received.refusals.append(uploads.Refusal("", refused.code, refused.reason))
    if uploads.by_script(request):
        return uploads.answer(received, files=_list(request, written, code))
    for refusal in received.refusals:
        messages.error(request, str(refusal.message))
    return redirect("applicants:request", case_id, request_id)


@require_GET
@requires("case.answer")
def files(request: ActorRequest, case_id: UUID, request_id: UUID, code: str) -> HttpResponse:
    """The list of one paper's files, for the page to show anew."""
    return HttpResponse(_list(request, _unsent(request, case_id, request_id), code))


@require_POST
@requires("case.answer")
def detach(request: ActorRequest, case_id: UUID, request_id: UUID, paper_id: UUID) -> HttpResponse:
    paper = _paper(request, case_id, request_id, paper_id)
    try:
        detach_from_reply(paper, actor=request.actor)
    except Refused:
        raise Http404 from None
    if request.headers.get("Accept", "").startswith("application/json"):
        code = paper.requirement or ANY
        return JsonResponse({"files": _list(request, paper.reply, code)})
    return redirect("applicants:request", case_id, request_id)


@require_GET
@requires("case.answer")
def file(
    request: ActorRequest, case_id: UUID, request_id: UUID, paper_id: UUID
) -> HttpResponseBase:
    paper = _paper(request, case_id, request_id, paper_id)
    return respond(paper.document, actor=request.actor, purpose="own_reply")


@require_GET
@requires("case.answer")
def thumbnail(
    request: ActorRequest, case_id: UUID, request_id: UUID, paper_id: UUID
) -> HttpResponseBase:
    paper = _paper(request, case_id, request_id, paper_id)
    size = Preview.Size.THUMBNAIL
    return respond_preview(paper.document, 1, actor=request.actor, purpose="own_reply", size=size)


def _request(request: ActorRequest, case_id: UUID, request_id: UUID) -> Request:
    cases = Case.objects.visible_to(request.actor).filter(pk=case_id)
    rows = Request.objects.filter(case__in=cases)
    rows = rows.select_related("case__permit_type", "person").prefetch_related("items")
    return get_object_or_404(rows, pk=request_id)


def _unsent(request: ActorRequest, case_id: UUID, request_id: UUID) -> Reply:
    asked = _request(request, case_id, request_id)
    if asked.state != Request.State.OPEN:
        raise Http404
    return reply_to(asked)


def _paper(request: ActorRequest, case_id: UUID, request_id: UUID, paper_id: UUID) -> ReplyDocument:
    written = _unsent(request, case_id, request_id)
    papers = ReplyDocument.objects.filter(reply=written).select_related(
        "document", "reply__request"
    )
    return get_object_or_404(papers, pk=paper_id)


def _code(written: Reply, code: str) -> str:
    """The paper that a file is for: one of those asked for, or none in particular."""
    if code == ANY:
        return ""
    if code not in {item.requirement for item in written.request.items.all()}:
        raise Http404
    return code


def _context(asked: Request, written: Reply) -> dict[str, object]:
    keys.preload({asked.person_id})
    pack = load_pack(asked.case.pack)
    rows = asked_of(asked)
    papers = list(written.papers.select_related("document"))
    wanted = {row["code"] for row in rows if row["code"]}
    cards = [
        {
            **row,
            "code": row["code"] or ANY,
            "papers": [p for p in papers if p.requirement == row["code"]],
        }
        for row in rows
        if row["code"]
    ]
    others = [paper for paper in papers if paper.requirement not in wanted]
    return {
        "case": asked.case,
        "asked": asked,
        "reply": written,
        "cards": cards,
        "questions": [row for row in rows if not row["code"]],
        "others": others,
        "pack": pack,
    }


def _list(request: ActorRequest, written: Reply, code: str) -> str:
    requirement = _code(written, code)
    papers = written.papers.filter(requirement=requirement).select_related("document")
    context = {"papers": papers, "case": written.request.case, "asked": written.request}
    return render_to_string("applicants/reply_files.html", context, request)
