"""The end of a guardianship is written when it is known: the ward's first moment of full age."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from accounts import majority
from accounts.models import Guardianship, Person

Listener = Callable[[Person, datetime, datetime], None]
_listeners: list[Listener] = []


def when_end_written(listener: Listener) -> None:
    """Let an upper room end what rests on a guardianship, in the same transaction: called with the
    ward, the first moment of full age, past or ahead, and the moment now. From ``ready`` only."""
    if listener not in _listeners:
        _listeners.append(listener)


def write_end(ward: Person, *, now: datetime | None = None) -> None:
    """The day of birth of ``ward`` became known, or was corrected: whoever acts for them learns
    the new end anew. What has passed is not moved. Within the transaction of the change.
    """
    moment = now or timezone.now()
    end = majority.law().of_age_at(ward.birth_date or "")
    rows = Guardianship.objects.not_over(moment).filter(ward=ward)
    rows.update(comes_of_age_at=end, warned_at=None)
    for told in _listeners:
        told(ward, end, moment)
