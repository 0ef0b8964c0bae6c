"""The notice of what was done, on paper: the binding language beside the person's."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from support_centre import notices
from support_centre.models import AssistedSession
from support_centre.sheets import sheet


def notice_pdf(session: AssistedSession) -> bytes:
    """What was done in ``session`` until now, and how to object."""
    return sheet(
        "desk",
        session.mandate.centre,
        recipient=session.person.display_name,
        reader=session.mandate.printed_in,
        moment=session.ended_at or session.started_at,
        side=lambda: _side(session),
    )


def _side(session: AssistedSession) -> dict[str, Any]:
    words = notices.words_of_session(session, notices.done_in(session))
    return {
        "title": words.title,
        "parts": [
            {"heading": words.opening, "items": [{"title": line} for line in words.lines]},
            {"heading": _("If you disagree"), "paragraphs": words.objection},
        ],
    }
