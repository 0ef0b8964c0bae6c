"""The acting context of a request: in whose place a helper acts, and what happens when that ends.

The browser keeps the id of the assisted session; everything else is asked of the database at each
request, so that a mandate which is taken back closes the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM, Actor
from accounts.middleware import actor_of
from applicants.models import ChangeDraft, Draft
from applicants.views import changing, form, replying
from audit import log
from cases.models import Case
from support_centre import practising
from support_centre.actions import keep_last, touch, turn
from support_centre.last_words import tell_kept
from support_centre.models import AssistedSession, End
from support_centre.models.turned import ANSWER, CHANGE, PAPERS, SECTION, WAITING, Turned
from support_centre.services import permissions_of

KEY = "assisted_session"
"""In the browser's session."""

KEPT = "assisted_kept"
"""In the browser's session: what was being typed at the end was kept for the person."""

SEEN = "assisted_seen"
"""In the browser's session: the page of the person that was shown last."""

OWN_PAGES = {"support_centre", "i18n", "accounts", ""}
"""Namespaces that a helper enters as themselves, whoever is assisted."""

PERSONS_PAGES = {"applicants", "postbox"}
"""Namespaces whose pages show the person's own things: opening one is a read, and is recorded."""

SHOWS = {200, 201, 409, 422}
"""Statuses with which a form that was sent shows again what is kept."""

SAME = {
    "applicants:autosave": "applicants:section",
    "applicants:reply_keep": "applicants:request",
    "applicants:change_save": "applicants:change",
}
"""What saves itself, and the page on which it does."""

TURNS: dict[str, str] = {
    "applicants:section": SECTION,
    "applicants:documents": PAPERS,
    "applicants:home": WAITING,
    "applicants:review": WAITING,
    "applicants:case": WAITING,
    "applicants:request": ANSWER,
    "applicants:change": CHANGE,
    "applicants:change_papers": CHANGE,
    "applicants:change_review": CHANGE,
}
"""Pages that turn the visitor's screen when the helper opens them, and to which scene."""

BEAT = "support_centre:beat"

POLLED = {
    BEAT,
    "applicants:case_now",
    "cases:news",
    "cases:others",
    "cases:queue_news",
    "support_centre:mandate_state",
    "support_centre:readback_state",
    "support_centre:turned_now",
}
"""What open pages ask by themselves, again and again. Nobody acts by it, so it keeps no session
alive; and it is no look of its own: the page that asks is recorded when it is opened."""

KEEPERS: dict[str, Callable[..., Any]] = {
    "applicants:section": form.autosave,
    "applicants:autosave": form.autosave,
    "applicants:change": changing.autosave,
    "applicants:change_save": changing.autosave,
    "applicants:request": replying.keep,
    "applicants:reply_keep": replying.keep,
    "support_centre:readback_answer": replying.keep,
}
"""Where something is typed, and what keeps it without doing anything else."""


class AssistedSessionMiddleware:
    """Puts the person's place into ``request.actor`` while an assisted session lives."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        _turn(request, response)
        _note_answer(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        session = session_of(request)
        if session is None or match is None:
            return None
        if session.over() is None:
            _note(request, session, match.namespace, match.view_name)
            return None
        if match.namespace in OWN_PAGES and match.view_name not in KEEPERS:
            return None
        return _closed(request, session, match.view_name, kwargs)


def begin(request: HttpRequest, session: AssistedSession) -> None:
    """From the next request on this browser acts in the person's place."""
    request.session[KEY] = str(session.pk)


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def is_polled(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name in POLLED


def over_page() -> str:
    return reverse("support_centre:over")


def session_of(request: HttpRequest) -> AssistedSession | None:
    """The assisted session of this browser, living or over; asked once a request."""
    if not hasattr(request, "_assisted"):
        request._assisted = _read(request)  # type: ignore[attr-defined]
    found: AssistedSession | None = request._assisted  # type: ignore[attr-defined]
    return found


def _read(request: HttpRequest) -> AssistedSession | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    key = request.session.get(KEY)
    if not key or not request.user.is_authenticated:
        return None
    return AssistedSession.objects.held(UUID(key), request.user.pk)


def _actor(request: HttpRequest) -> Actor:
    actor = practising.placed(request, actor_of(request))
    if not actor.can("desk.assist"):
        return actor
    session = session_of(request)
    if session is None or session.over() is not None:
        return actor
    if actor.office != session.mandate.centre.code:
        return actor
    return assisting(actor, session)


def assisting(actor: Actor, session: AssistedSession) -> Actor:
    """``actor`` in the place of the person, with what the mandate lends and nothing more."""
    mandate = session.mandate
    return actor.assisting(
        session.person_id,
        permissions=permissions_of(mandate.services),
        only_case=mandate.case_id,
        reads=mandate.printed_in,
    )


def _note(request: HttpRequest, session: AssistedSession, namespace: str, name: str) -> None:
    if name == BEAT:
        touch(session, acted=False)
    if name in POLLED:
        return
    touch(session, acted=True)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if namespace in PERSONS_PAGES and actor.acting_for and request.method == "GET":
        log.read(
            "support_centre.read_page",
            actor=actor,
            subjects=[session.person_id],
            purpose=f"{name} in session {session.pk}",
        )


def _note_answer(request: HttpRequest, response: HttpResponse) -> None:
    """A form that was sent may show the person's things in its answer: a read like any other.

    What saves itself while one writes on a page shows that page: it is one read, not a hundred.
    """
    match = request.resolver_match
    if match is None or match.namespace not in PERSONS_PAGES or response.status_code not in SHOWS:
        return
    session = session_of(request)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if session is None or not actor.acting_for:
        return
    page = SAME.get(match.view_name, match.view_name)
    seen = [str(session.pk), page, *map(str, match.kwargs.values())]
    if request.session.get(SEEN) == seen:
        return
    request.session[SEEN] = seen
    if request.method != "GET":
        log.read(
            "support_centre.read_page",
            actor=actor,
            subjects=[session.person_id],
            purpose=f"{match.view_name} in session {session.pk}",
        )


def _turn(request: HttpRequest, response: HttpResponse) -> None:
    """The visitor's screen follows to the page that was opened in the person's place."""
    match = request.resolver_match
    if match is None or request.method != "GET" or response.status_code != 200:
        return
    if match.view_name not in TURNS or not request.actor.acting_for:  # type: ignore[attr-defined]
        return
    session, draft, change = session_of(request), None, None
    if "draft_id" in match.kwargs:
        drafts = Draft.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        draft = drafts.open().filter(pk=match.kwargs["draft_id"]).only("pk").first()
    if TURNS[match.view_name] == CHANGE:
        cases = Case.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        begun = ChangeDraft.objects.unsent().filter(kind=match.kwargs["kind"])
        change = begun.filter(case__in=cases, case=match.kwargs["case_id"]).first()
    if session is not None:
        section = match.kwargs.get("section_id", "") if draft else ""
        turn(
            session,
            TURNS[match.view_name],
            draft=draft,
            change=change,
            section=section,
            asked=match.kwargs.get("request_id"),
        )


def _closed(
    request: HttpRequest, session: AssistedSession, name: str, kwargs: dict[str, Any]
) -> HttpResponse:
    """The session is over: what was being typed is kept for the person, nothing is shown.

    The page that had been open sends its last words once more; they go where the person finds
    them, and the person is told. Whatever else was asked for is not done. Words that come too late
    are not kept: the page keeps them itself, until the helper acts for the person anew.
    """
    kept = False
    was_open = _was_open(session, kwargs) if name in KEEPERS else None
    if request.method == "POST" and was_open is not None and keep_last(session):
        alone = practising.placed(request, actor_of(request))
        request.actor = assisting(alone, session)  # type: ignore[attr-defined]
        kept = KEEPERS[name](request, **kwargs).status_code < 400
        request.actor = alone  # type: ignore[attr-defined]
    if kept and was_open is not None:
        request.session[KEPT] = True
        tell_kept(was_open, actor=SYSTEM)
    page = over_page()
    if request.headers.get("Accept", "").startswith("application/json"):
        over = session.over()
        if request.method == "POST" and name in KEEPERS and not kept and over is not None:
            return JsonResponse({"message": _why(End(over[1])), "unkept": True}, status=409)
        sentence = _("You no longer act for this person.")
        return JsonResponse({"message": sentence, "url": page}, status=409)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": page})
    return redirect(page)


def _why(end: End) -> str:
    """Why it is over, said to a page that is open and asks: its own silence was the line's."""
    return _("The line was cut for too long.") if end == End.CLOSED else str(end.label)


def _was_open(session: AssistedSession, kwargs: dict[str, Any]) -> Turned | None:
    """Where the helper stood, when it is just this: nothing else is written after the end."""
    rows = Turned.objects.filter(pk=session.pk).select_related("session__mandate__centre")
    if "draft_id" in kwargs:
        return rows.filter(draft=kwargs["draft_id"], section=kwargs["section_id"]).first()
    if "kind" in kwargs:
        return rows.filter(change__case=kwargs["case_id"], change__kind=kwargs["kind"]).first()
    return rows.filter(asked=kwargs["request_id"]).first()
