"""Answering a request: what is asked, a text, files for each paper, one button."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from accounts.limits import LimitReached
from applicants.actions.replying import (
    attach_to_reply,
    detach_from_reply,
    keep_unsent,
    reply_to,
    save_reply,
    send_reply,
)
from applicants.following.closed import Closed, closed, is_late
from applicants.following.reading import answer_by, asked_of, if_unanswered, today_of, was_due
from applicants.models import Reply, ReplyDocument
from cases.errors import Refused
from cases.models import Case, Request
from cases.translated import translated_of
from documents import uploads
from documents.actions import remove, respond, respond_preview
from documents.models import Document, Preview
from i18n.beside import second
from permits.packs import load_pack
from vault import keys

ANY = "any"
"""In addresses: a file that is for no paper in particular."""


@require_http_methods(["GET", "POST"])
@requires("case.answer")
def reply(request: ActorRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    """Write the answer, keep it, or send it; say why not when it is no longer wanted."""
    asked = _request(request, case_id, request_id)
    if why := closed(asked):
        return _closed(request, asked, why)
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
        asked = _request(request, case_id, request_id)
        if why := closed(asked):
            return _closed(request, asked, why)
    context = _context(asked, written, second(request.actor.reads)) | {"error": error}
    return render(request, "applicants/reply.html", context, status=422 if error else 200)


def _closed(request: ActorRequest, asked: Request, why: Closed) -> HttpResponse:
    """What was typed too late is kept, then shown with the reason and what can be done instead."""
    if request.method == "POST":
        kept = keep_unsent(asked, request.POST.get("text", ""))
        return redirect("applicants:request" if kept else "applicants:case", *_path(asked, kept))
    kept = Reply.objects.unsent().filter(request=asked).first()
    keys.preload({asked.person_id})
    context = {
        "case": asked.case,
        "asked": asked,
        "why": why,
        "kept": kept,
        "papers": kept.papers.select_related("document") if kept else [],
        "pack": load_pack(asked.case.pack),
    }
    return render(request, "applicants/reply_closed.html", context)


def _path(asked: Request, kept: Reply | None) -> list[UUID]:
    return [asked.case_id, asked.pk] if kept else [asked.case_id]


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
    """Keep what is typed while it is typed, and say so when it can no longer be sent."""
    asked = _request(request, case_id, request_id)
    why = closed(asked)
    written: Reply | None = None if why else reply_to(asked)
    if written is None or _keep(request, written):
        written = keep_unsent(asked, request.POST.get("text", ""))
    if written is None:
        return HttpResponse(status=204)
    context = {"saved_at": written.saved_at, "why": why}
    return render(request, "applicants/saved.html", context)


@csrf_exempt  # documents.uploads checks the token once the body cannot touch the disk
@require_POST
@requires("case.answer")
def upload(request: ActorRequest, case_id: UUID, request_id: UUID, code: str) -> HttpResponseBase:
    asked = _request(request, case_id, request_id)
    written = None if closed(asked) else reply_to(asked)
    requirement = _code(asked, code)
    received = uploads.receive(request, owner=asked.person, actor=request.actor)
    replaces = uploads.replaced_by(request)
    for document in received.documents:
        refusal, replaces = _put(request, written, requirement, document, replaces), None
        if refusal:
            remove(document, actor=request.actor)
            received.refusals.append(refusal)
    if uploads.by_script(request):
        shown = {"files": _list(request, written, code)} if written else {}
        return uploads.answer(received, **shown)
    for refusal in received.refusals:
        messages.error(request, str(refusal.message))
    return redirect("applicants:request", case_id, request_id)


def _put(
    request: ActorRequest,
    written: Reply | None,
    requirement: str,
    document: Document,
    replaces: UUID | None,
) -> uploads.Refusal | None:
    """Put a stored file to the reply; why not, when it cannot be."""
    if written is None:
        sentence = _("The file is not kept: the office takes no more answers to this request.")
        return uploads.Refusal("", "closed", sentence)
    try:
        key = uploads.key_within(request, written.pk)
        attach_to_reply(
            written, requirement, document, actor=request.actor, key=key, replaces=replaces
        )
    except Refused as refused:
        return uploads.Refusal("", refused.code, refused.reason)
    except LimitReached as reached:
        return uploads.Refusal("", "too_many", reached.sentence)
    return None


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
    """The reply that is still the person's own: being written, or kept when it came too late."""
    asked = _request(request, case_id, request_id)
    if closed(asked):
        return get_object_or_404(Reply.objects.unsent(), request=asked)
    return reply_to(asked)


def _paper(request: ActorRequest, case_id: UUID, request_id: UUID, paper_id: UUID) -> ReplyDocument:
    written = _unsent(request, case_id, request_id)
    papers = ReplyDocument.objects.filter(reply=written).select_related(
        "document", "reply__request"
    )
    return get_object_or_404(papers, pk=paper_id)


def _code(asked: Request, code: str) -> str:
    """The paper that a file is for: one of those asked for, or none in particular."""
    if code == ANY:
        return ""
    if code not in {item.requirement for item in asked.items.all()}:
        raise Http404
    return code


def _context(asked: Request, written: Reply, beside: str) -> dict[str, object]:
    keys.preload({asked.person_id})
    pack = load_pack(asked.case.pack)
    rows = asked_of(asked, beside)
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
        "warned": if_unanswered(asked.case, beside),
        "reply": written,
        "cards": cards,
        "questions": [row for row in rows if not row["code"]],
        "others": others,
        "pack": pack,
        "note": translated_of(asked.case).get((asked.pk, "")),
        "late": is_late(asked, today_of(asked.case)),
        "answer_by": _lazily(partial(answer_by, asked)),
        "was_due": _lazily(partial(was_due, asked)),
    }


def _lazily(say: Callable[[], str]) -> object:
    """Said in whatever language is active when it is shown, for ``{% beside %}``."""
    return lazy(say, str)()


def _list(request: ActorRequest, written: Reply, code: str) -> str:
    requirement = _code(written.request, code)
    papers = written.papers.filter(requirement=requirement).select_related("document")
    context = {"papers": papers, "case": written.request.case, "asked": written.request}
    return render_to_string("applicants/reply_files.html", context, request)
