"""What another consented to for a child ends when the child comes of age."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from accounts.actor import SYSTEM
from accounts.models import Person
from audit import log
from support_centre.actions.restoring import withdraw_all
from support_centre.models import Giver, Mandate


def end_no_later(ward: Person, of_age_at: datetime, now: datetime) -> None:
    """Called when it is written when ``ward`` comes of age (``accounts.actions.when_end_written``).

    A mandate says from the start that it ends that day, but for one given before the day of birth
    was known or corrected: its ``until`` comes nearer, or is now when the day has passed. What was
    begun under it to restore a sign-in then opens nothing.
    """
    given = Mandate.objects.live(now).filter(person=ward, until__gt=of_age_at)
    as_child = given.filter(
        Q(giver=Giver.PARENT) | Q(giver=Giver.GUARDIAN, offered_at__lt=of_age_at)
    )
    for mandate in as_child.select_for_update(of=("self",)):
        mandate.until = max(of_age_at, now)
        mandate.save(update_fields=["until"])
        log.append(
            "support_centre.ended_mandate_by_age",
            actor=SYSTEM,
            subjects=[ward.pk],
            payload={"mandate": str(mandate.pk)},
        )
        if mandate.until <= now:
            withdraw_all(mandate.restorations.all(), now, actor=SYSTEM)
