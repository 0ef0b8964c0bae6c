"""What another consented to for a child ends when the child comes of age."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.actor import SYSTEM
from accounts.models import Person
from audit import log
from support_centre.actions.restoring import withdraw_all
from support_centre.models import Giver, Mandate


def end_given_for(ward: Person, of_age_at: datetime) -> None:
    """Called when it is written that ``ward`` came of age (``applicants.actions.when_of_age``).

    A mandate says from the start that it ends that day, but for one given before the day of birth
    was known or corrected. The staff's next request finds it gone, and what was begun under it to
    restore a sign-in opens nothing.
    """
    given = Mandate.objects.live().filter(person=ward, offered_at__lt=of_age_at)
    for mandate in given.exclude(giver=Giver.SELF).select_for_update(of=("self",)):
        mandate.revoked_at = max(of_age_at, mandate.given_at or of_age_at)
        mandate.save(update_fields=["revoked_at"])
        log.append(
            "support_centre.ended_mandate_by_age",
            actor=SYSTEM,
            subjects=[ward.pk],
            payload={"mandate": str(mandate.pk)},
        )
        withdraw_all(mandate.restorations.all(), timezone.now(), actor=SYSTEM)
