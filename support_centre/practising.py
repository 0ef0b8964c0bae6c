"""Practice mode of a browser: the helper stands at the sandbox desk until they leave it.

The actor is simply put into another office. So every scope (``Centre.objects.of``), every page of
the desk and every event of the log follows without knowing of it, and nothing of the real centre is
in reach meanwhile.
"""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest

from accounts.actor import Actor
from support_centre.models import Centre

KEY = "practice_centre"
"""In the browser's session: the code of the practice centre."""


def begin(request: HttpRequest, centre: Centre) -> None:
    request.session[KEY] = centre.code


def leave(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def code_of(request: HttpRequest) -> str:
    """The code of the practice centre at which this browser is; empty in the real world."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return str(request.session.get(KEY) or "")


def placed(request: HttpRequest, actor: Actor) -> Actor:
    """``actor`` at the practice desk, when a helper chose to practise."""
    if not actor.can("desk.serve"):
        return actor
    code = code_of(request)
    return replace(actor, office=code) if code else actor
