"""The end of a guardianship is written when it is known: the ward's first moment of full age."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts import majority
from accounts.models import Guardianship, Person


def write_end(ward: Person, *, now: datetime | None = None) -> None:
    """The day of birth of ``ward`` became known, or was corrected: whoever acts for them learns
    the new end anew. What has passed is not moved. Within the transaction of the change.
    """
    end = majority.law().of_age_at(ward.birth_date or "")
    rows = Guardianship.objects.not_over(now or timezone.now()).filter(ward=ward)
    rows.update(comes_of_age_at=end, warned_at=None)
