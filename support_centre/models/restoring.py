"""A lost sign-in is given back at a desk by two members of staff; the person sets the password."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person, RoleGrant
from support_centre.models.centres import Centre
from support_centre.models.mandates import Mandate
from support_centre.models.visits import Visit

CONFIRMED_WITHIN = timedelta(minutes=30)
"""So long a proposal waits for the second member of staff."""

SLIP_LASTS = timedelta(hours=24)
TRIES = 5
"""How often the second fact may be wrong before the slip is worth nothing."""


class RestorationQuerySet(models.QuerySet["Restoration"]):
    def at_desk_of(self, actor: Actor) -> RestorationQuerySet:
        """Of the actor's centre, under a mandate that names the actor."""
        named = Mandate.objects.at_desk_of(actor).values("pk")
        return self.filter(centre__in=Centre.objects.of(actor), mandate__in=named)

    def waiting(self, now: datetime | None = None) -> RestorationQuerySet:
        """For the second member of staff."""
        moment = now or timezone.now()
        return self.filter(confirmed_at=None, withdrawn_at=None, waits_until__gt=moment)

    def usable(self, now: datetime | None = None) -> RestorationQuerySet:
        """With a slip that still opens an account, not closed and not of staff, under a living
        mandate."""
        moment = now or timezone.now()
        return self.filter(
            used_at=None,
            withdrawn_at=None,
            code_until__gt=moment,
            tries__lt=TRIES,
            mandate__in=Mandate.objects.live(moment).values("pk"),
            person__in=Person.objects.filter(user__is_active=True)
            .exclude(user__in=RoleGrant.objects.live().values("user_id"))
            .values("pk"),
        )

    def guessed_at(self) -> RestorationQuerySet:
        """Worn out by five wrong answers, of which the log knows nothing yet."""
        return self.filter(tries=TRIES, told_at=None)


class Restoration(models.Model):
    """Proposed, confirmed by another, used once.

    ``code`` and ``birth_proof`` are keyed hashes (``codes``) of what is on the slip and known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="restorations")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="+")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    waits_until = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    code = models.BinaryField(null=True, unique=True, max_length=32)
    code_until = models.DateTimeField(null=True)
    birth_proof = models.BinaryField(null=True, max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="The log knows that it was guessed at.")

    objects = RestorationQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None, code=None, used_at=None)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("proposed_by"))
                ),
                name="restoration_by_two",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None)
                | Q(confirmed_at__gte=F("proposed_at"), confirmed_at__lte=F("waits_until")),
                name="restoration_confirmed_soon",
            ),
            models.CheckConstraint(
                condition=Q(code=None, birth_proof=None)
                | Q(code__isnull=False, birth_proof__isnull=False),
                name="restoration_with_a_second_fact",
            ),
            models.CheckConstraint(condition=Q(tries__lte=TRIES), name="restoration_five_tries"),
            models.UniqueConstraint(
                fields=["mandate"],
                condition=Q(confirmed_at=None, withdrawn_at=None),
                name="restoration_one_waits",
            ),
        ]
        indexes = [
            models.Index(
                fields=["confirmed_at"],
                condition=Q(tries=TRIES, told_at=None),
                name="restoration_untold",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def is_waiting(self, now: datetime | None = None) -> bool:
        """As ``waiting()`` of the rows has it."""
        moment = now or timezone.now()
        open_still = self.confirmed_at is None and self.withdrawn_at is None
        return open_still and self.waits_until > moment
