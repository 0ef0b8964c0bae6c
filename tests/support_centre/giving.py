"""A mandate given on the person's own device: read there, then agreed to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.actor import Actor
from support_centre import actions
from support_centre.models import Mandate

CODE = "/en/centre/consents/code/"


def agreeing(page: Any, code: str) -> dict[str, str]:
    """What the button of the page that was drawn sends."""
    return {"code": code, "agree": "1", "read": page.context["read"].digest}


def agreed(
    code: str, *, actor: Actor, language: str = "uk", now: datetime | None = None
) -> Mandate:
    """Raises what ``offered_with`` and ``give_by_code`` do."""
    shown = actions.offered_with(code, language=language, actor=actor, now=now)
    return actions.give_by_code(code, read=shown.read, actor=actor, now=now)
