"""What the sweep looks for in this room."""

from typing import Any

from django.db.models import QuerySet

from jobs import sweep
from support_centre.models import Restoration, Slip, SlipEnd, Tries, Visit


def register() -> None:
    """Called when the room is ready."""
    sweep.register("support_centre.note_guessing", guessed_at, "ended_at")
    sweep.register("support_centre.end_left", Visit.objects.left, "opened_at")
    sweep.register(
        "support_centre.note_guessing_of_restoration",
        Restoration.objects.guessed_at,
        "confirmed_at",
    )
    sweep.register("support_centre.forget_tries", Tries.objects.forgettable, "since")


def guessed_at() -> QuerySet[Any]:
    """Slips that five wrong answers made void, of which the log knows nothing yet."""
    return Slip.objects.filter(end=SlipEnd.TRIES, told_at=None)
