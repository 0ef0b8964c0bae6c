"""The hand-over slip: a code on paper with which a person gets the account of what was filed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from support_centre.models.centres import Centre
from support_centre.models.visits import Visit

TRIES = 5
"""So many wrong answers beside the right code, and the slip is worth nothing."""

LASTS = timedelta(days=30)

TOLD = timedelta(days=14)
"""How long the desk is reminded of what became of a slip."""


class Fact(models.TextChoices):
    """What the person knows beside the code."""

    BIRTH_DATE = "birth_date", _("Date of birth")
    PASSPORT = "passport", _("Passport number")


class SlipEnd(models.TextChoices):
    CLAIMED = "claimed", _("The person has made their account.")
    TRIES = "tries", _("Somebody gave wrong answers five times.")
    REISSUED = "reissued", _("A new slip took its place.")


class SlipQuerySet(models.QuerySet["Slip"]):
    def open(self) -> SlipQuerySet:
        return self.filter(ended_at=None)

    def live(self, now: datetime | None = None) -> SlipQuerySet:
        return self.open().filter(until__gt=now or timezone.now())

    def to_tell(self, centre: Centre, now: datetime | None = None) -> SlipQuerySet:
        """What the desk of ``centre`` should know: claimed, spent by wrong answers, or too old.

        Nothing of a person who has an account since, except that they have.
        """
        moment = now or timezone.now()
        since = moment - TOLD
        claimed = Q(end=SlipEnd.CLAIMED, ended_at__gt=since)
        spent = Q(end=SlipEnd.TRIES, ended_at__gt=since, person__user=None)
        old = Q(ended_at=None, until__lte=moment, until__gt=since, person__user=None)
        newer = Slip.objects.filter(
            person=models.OuterRef("person"), issued_at__gt=models.OuterRef("issued_at")
        )
        found = self.filter(claimed | spent | old, ~models.Exists(newer), centre=centre)
        return found.select_related("visit").order_by("-issued_at")


class Slip(models.Model):
    """At most one open slip a person. ``code`` and the proofs are keyed hashes (``codes``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="slips")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="slips")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="slips")
    code = models.BinaryField(max_length=32, unique=True)
    birth_proof = models.BinaryField(max_length=32, null=True)
    passport_proof = models.BinaryField(max_length=32, null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=8, choices=SlipEnd, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True, help_text="The log knows that it was guessed at.")

    objects = SlipQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="slip_one_a_person"
            ),
            models.CheckConstraint(
                condition=Q(birth_proof__isnull=False) | Q(passport_proof__isnull=False),
                name="slip_with_a_second_fact",
            ),
            models.CheckConstraint(condition=Q(tries__lte=TRIES), name="slip_five_tries"),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="slip_ended_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(end="claimed", claimed_by__isnull=False)
                | (~Q(end="claimed") & Q(claimed_by=None)),
                name="slip_claimed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("issued_at")), name="slip_ends_after_it_began"
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "-issued_at"], name="slip_of_centre"),
            models.Index(
                fields=["ended_at"], condition=Q(end="tries", told_at=None), name="slip_untold"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
