"""Asking for a letter: a pending row, and a nudge to set it."""

from datetime import datetime
from uuid import UUID

from cases.models import Case, Letter
from jobs.nudge import nudge


def order_letter(case: Case, kind: str, about: UUID, *, at: datetime) -> Letter:
    """Order the letter about a row of the case; asking twice gives the same letter."""
    letter, made = Letter.objects.get_or_create(
        kind=kind,
        about=about,
        defaults={
            "case": case,
            "person_id": case.person_id,
            "language": case.language,
            "created_at": at,
        },
    )
    if made:
        nudge("cases.render_letter", letter.pk)
    return letter
