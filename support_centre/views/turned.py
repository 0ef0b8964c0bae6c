"""The turned screen: a window for the visitor, which follows the form that the helper fills in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from applicants.models import Draft
from audit import log
from i18n import languages
from permits import schema
from support_centre import acting, actions, consent
from support_centre.models.turned import SECTION
from support_centre.scenes import Seen, named
from support_centre.screen import Screen, screen_of

NOTED = "turned_noted"
"""In the browser's session: the tag of what was shown last and is in the log."""


@require_GET
@requires("desk.assist")
def turned(request: ActorRequest) -> HttpResponse:
    """The window itself. Nothing leads away from it, and nothing of the helper is in it."""
    return _drawn(request, screen_of(request.actor), "support_centre/turned.html")


@require_GET
@requires("desk.assist")
def now(request: ActorRequest) -> HttpResponse:
    """What it shows; 304 as long as that is the same."""
    screen = screen_of(request.actor)
    if request.headers.get("If-None-Match") == screen.tag:
        return HttpResponse(status=304, headers={"ETag": screen.tag})
    return _drawn(request, screen, "support_centre/turned_now.html")


def _drawn(request: ActorRequest, screen: Screen, template: str) -> HttpResponse:
    tag = screen.tag
    with languages.using(screen.language):
        values = _values(screen)
        context = {
            "screen": screen,
            "tag": tag,
            "way": languages.direction(screen.language),
            "template": "" if values is None else _template(screen),
            "welcomes": [] if screen.seen or screen.finished or screen.offered else _welcomes(),
            **(values or {}),
        }
        response = render(request, template, context)
    if values and screen.seen:
        _note(request, screen.seen, tag)
    response["ETag"] = tag
    response["Content-Language"] = screen.language
    return response


def _values(screen: Screen) -> Mapping[str, Any] | None:
    if screen.offered:
        return {"words": consent.words_of(screen.offered)}
    return screen.scene.context(screen.seen) if screen.seen else None


def _template(screen: Screen) -> str:
    return "support_centre/scenes/mandate.html" if screen.offered else screen.scene.template


def _note(request: ActorRequest, seen: Seen, tag: str) -> None:
    """What is shown of the person is a read: once for each thing shown, however often it is asked
    for."""
    if request.session.get(NOTED) == tag:
        return
    request.session[NOTED] = tag
    log.read(
        "support_centre.read_page",
        actor=seen.actor,
        subjects=[seen.session.person_id],
        purpose=f"turned screen ({seen.turned.scene}) of session {seen.session.pk}",
    )


def _welcomes() -> list[tuple[str, str]]:
    """Nobody is here: a language and its direction, for a greeting in each."""
    return [(code, languages.direction(code)) for code in languages.LANGUAGES]


@require_POST
@requires("desk.assist")
def follow(request: ActorRequest) -> HttpResponse:
    """The helper's page says which question is being asked."""
    session = acting.session_of(request)
    if session is None or not request.actor.acting_for:
        return HttpResponse(status=204)
    drafts = Draft.objects.visible_to(request.actor).open().select_related("permit_type")
    draft = get_object_or_404(drafts, pk=_id(request.POST.get("draft", "")))
    section = draft.schema.section(request.POST.get("section", ""))
    if section is None:
        raise Http404
    question = named(schema.bind(section, draft.answers), request.POST.get("question", ""))
    actions.turn(session, SECTION, draft=draft, section=section.id, question=question)
    return HttpResponse(status=204)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
