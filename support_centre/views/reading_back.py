"""Reading back: from the person's page, to the turned screen, to what is sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from accounts.limits import LimitReached
from applicants.actions import DraftClosed, Incomplete, Practised
from applicants.actions.replying import reply_to
from applicants.following.closed import closed
from applicants.models import Draft
from audit import log
from cases.actions.confirming import NotReadBack
from cases.errors import Refused
from cases.models import Case, ConfirmedAct, ConfirmedHow, Request
from cases.models.confirmations import in_groups
from documents.actions import respond
from i18n.languages import known, using
from support_centre import acting, actions, shown
from support_centre.actions.present import is_still, present_content
from support_centre.models import LENT, AssistedSession, ReadBack
from support_centre.models.turned import READBACK
from support_centre.readback_printing import read_back_pdf
from support_centre.reading import words_of
from vault import keys

View = Callable[..., HttpResponseBase]


def in_session(view: View) -> View:
    """Give the view the assisted session; one that is over says why, none at all is a 404."""

    @wraps(view)
    def fetched(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        session = acting.session_of(request)
        if session is None or (request.actor.acting_for is None and session.over() is None):
            raise Http404
        if request.actor.acting_for is None:
            return redirect(acting.over_page())
        return view(request, session, *args, **kwargs)

    return fetched


def with_read_back(view: View) -> View:
    """Give the view a read-back of the person who is assisted; looking at it is a read."""

    @wraps(view)
    @in_session
    def fetched(
        request: ActorRequest, session: AssistedSession, read_back_id: UUID, **kwargs: Any
    ) -> HttpResponseBase:
        rows = ReadBack.objects.visible_to(request.actor)
        rows = rows.select_related("person", "document", "session__mandate__centre")
        row = get_object_or_404(rows, pk=read_back_id, shown__isnull=False)
        keys.preload([row.person_id])
        if request.method == "GET" and not acting.is_polled(request):
            _note(request, session, row)
        return view(request, row, **kwargs)

    return fetched


def _note(request: ActorRequest, session: AssistedSession, row: ReadBack) -> None:
    log.read(
        "support_centre.read_page",
        actor=request.actor,
        subjects=[row.person_id],
        purpose=f"read-back {row.pk} in session {session.pk}",
    )


def _need(request: ActorRequest, act: str) -> None:
    if not request.actor.can(LENT[ConfirmedAct(act)]):
        raise Http404


def page_of(row: ReadBack) -> HttpResponse:
    return redirect("support_centre:readback", row.pk)


@require_POST
@requires("desk.assist")
@in_session
def draft(request: ActorRequest, session: AssistedSession, draft_id: UUID) -> HttpResponse:
    """The application as it stands is printed, to be read to the person."""
    drafts = Draft.objects.visible_to(request.actor).select_related("permit_type", "person")
    found = get_object_or_404(drafts, pk=draft_id)
    language = session.mandate.printed_in
    try:
        row = actions.read_back(found, session=session, language=language, actor=request.actor)
    except Incomplete:
        messages.error(request, _("Some answers are missing. Fill them in, then read it back."))
        return redirect("applicants:review", draft_id)
    except DraftClosed:
        return redirect("applicants:receipt", draft_id)
    return page_of(row)


@require_POST
@requires("desk.assist")
@in_session
def answer(
    request: ActorRequest, session: AssistedSession, case_id: UUID, request_id: UUID
) -> HttpResponse:
    """What was typed is kept, and read to the person before it is sent."""
    _need(request, ConfirmedAct.ANSWERED)
    cases = Case.objects.visible_to(request.actor).filter(pk=case_id)
    rows = Request.objects.filter(case__in=cases).select_related("case", "person")
    asked = get_object_or_404(rows, pk=request_id)
    back = redirect("applicants:request", case_id, request_id)
    if closed(asked):
        return back
    language = session.mandate.printed_in
    try:
        row = actions.read_reply_back(
            reply_to(asked),
            request.POST.get("text", ""),
            written_in=known(request.POST.get("written_in")) or language,
            session=session,
            language=language,
            actor=request.actor,
        )
    except ValueError:
        messages.error(request, _("Write something or add a file before you read it back."))
        return back
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return back
    return page_of(row)


@require_POST
@requires("desk.assist")
@in_session
def withdrawal(request: ActorRequest, session: AssistedSession, case_id: UUID) -> HttpResponse:
    """The person is asked, in their language, whether the application is to be taken back."""
    _need(request, ConfirmedAct.WITHDRAWN)
    cases = Case.objects.visible_to(request.actor).select_related("permit_type", "person")
    found = get_object_or_404(cases, pk=case_id, ended_on=None)
    language = session.mandate.printed_in
    return page_of(
        actions.read_withdrawal_back(found, session=session, language=language, actor=request.actor)
    )


def _stands(row: ReadBack, session: AssistedSession | None) -> str:
    """``now``: it is still what would be sent; ``changed``; ``gone``: nothing can be sent.

    ``earlier``: it was read in another session, and counts in this one no more.
    """
    try:
        content = present_content(row, known=row.file_digests)
    except NotReadBack:
        return "gone"
    if session is None or row.session_id != session.pk:
        return "earlier"
    return "now" if is_still(row, content) else "changed"


@require_GET
@requires("desk.assist")
@with_read_back
def read_back(request: ActorRequest, row: ReadBack) -> HttpResponse:
    """The helper's side: what is read, how it is confirmed, and the button that sends it.

    The visitor's screen turns to it.
    """
    session = acting.session_of(request)
    if session is not None:
        actions.turn(session, READBACK)
    context = {
        "row": row,
        "words": words_of(row),
        "stands": _stands(row, session),
        "digest": in_groups(row.digest),
        "turned_url": f"/{row.language}/{request.path.split('/', 2)[2]}turned/",
    }
    return render(request, "support_centre/readback.html", context)


@require_GET
@requires("desk.assist")
@with_read_back
def state(request: ActorRequest, row: ReadBack) -> HttpResponse:
    """Asked again and again while the person reads; once it is confirmed the page goes on."""
    if row.is_confirmed:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
@requires("desk.assist")
@with_read_back
def turned(request: ActorRequest, row: ReadBack) -> HttpResponse:
    """The person's side, in their language and in large type: all of it, and one button.

    The button carries the proof that the page was drawn, and counts once it can have been read.
    """
    session = acting.session_of(request)
    changed, wait = False, 0
    if request.method == "POST":
        wait = shown.seconds_left(row, request.POST.get("shown", ""))
    if request.method == "POST" and not wait:
        try:
            row = actions.confirm(row, how=ConfirmedHow.SCREEN, actor=request.actor)
        except actions.NoMandate:
            return redirect(acting.over_page())
        except NotReadBack:
            changed = True
        else:
            return redirect("support_centre:turned" if "screen" in request.GET else request.path)
    if request.method == "POST" and session is not None:
        _note(request, session, row)  # it is shown once more
    with using(row.language):
        context = {
            "row": row,
            "words": words_of(row),
            "changed": changed or (not row.is_confirmed and _stands(row, session) != "now"),
            "wait": wait,
            "shown": shown.proof_of(row, request.POST.get("shown", "")),
            "demonstration": settings.DEMONSTRATION,
        }
        status = 409 if changed or wait else 200
        return render(request, "support_centre/readback_turned.html", context, status=status)


@require_GET
@requires("desk.assist")
@with_read_back
def printed(request: ActorRequest, row: ReadBack) -> HttpResponseBase:
    """The very bytes that are confirmed; where only words are, these in both languages."""
    if row.document is None:
        response = HttpResponse(read_back_pdf(row), content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="read-back.pdf"'
        return response
    return respond(row.document, actor=request.actor, purpose="read_back", inline=True)


@require_POST
@requires("desk.assist")
@with_read_back
def send(request: ActorRequest, row: ReadBack) -> HttpResponse:
    """What the person confirmed is sent, and nothing else."""
    try:
        case = actions.send(row, actor=request.actor)
    except actions.NoMandate:
        return redirect(acting.over_page())
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return page_of(row)
    except LimitReached as reached:
        messages.error(request, str(reached.sentence))
        return page_of(row)
    except Incomplete:
        messages.error(request, _("Some answers are missing. Fill them in, then read it back."))
        return redirect("applicants:review", row.about)
    except Practised:
        return redirect("applicants:receipt", row.about)  # which says so
    except (DraftClosed, Draft.DoesNotExist, Case.DoesNotExist):
        raise Http404 from None
    if row.act == ConfirmedAct.FILED:
        return redirect("applicants:receipt", row.about)
    done = {
        ConfirmedAct.ANSWERED: _("The answer is sent. The office has it now."),
        ConfirmedAct.WITHDRAWN: _("The application is withdrawn."),
        ConfirmedAct.REPORTED: _("The change is reported. The office has it now."),
    }
    messages.success(request, done[ConfirmedAct(row.act)])
    return redirect("applicants:case", case.pk)
