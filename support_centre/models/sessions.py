"""The assisted session: a member of staff acts in a person's place, for a while, and is seen."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import Person
from postbox.models import Message
from statements.compiled import compiled
from support_centre.models.centres import Centre
from support_centre.models.mandates import Mandate
from support_centre.models.visits import Visit

IDLE = timedelta(minutes=15)
"""A session in which nothing is done for this long is over."""

PRINTED_FOR = timedelta(days=1)
"""What was done in a session is printed at the desk for so long."""

CLOSED = timedelta(minutes=3)
"""So long after the last sign of life of an open page, it counts as closed, or its line as cut."""


class End(models.TextChoices):
    """Why a session is over."""

    ENDED = "ended", _("The helper ended it.")
    IDLE = "idle", _("Nothing was done for a while.")
    CLOSED = "closed", _("Nothing came from the page: it was closed, or the line was cut.")
    REVOKED = "revoked", _("The person took the mandate back.")
    EXPIRED = "expired", _("The mandate is over.")


class AssistedSessionQuerySet(models.QuerySet["AssistedSession"]):
    def open(self) -> AssistedSessionQuerySet:
        """Nobody wrote yet that they ended; whether they live is asked of each."""
        return self.filter(ended_at=None)

    def run_out(self, now: datetime | None = None) -> AssistedSessionQuerySet:
        """Those that are over by themselves and of which nobody wrote that they ended."""
        moment = now or timezone.now()
        return self.open().filter(
            Q(mandate__revoked_at__lte=moment)
            | Q(mandate__until__lte=moment)
            | Q(acted_at__lte=moment - IDLE)
            | Q(beat_at__lte=moment - CLOSED)
        )

    def printable_by(self, actor: Actor, now: datetime | None = None) -> AssistedSessionQuerySet:
        """The actor's own of the last day, at the desk where they work: told on paper there."""
        since = (now or timezone.now()) - PRINTED_FOR
        own = self.filter(user_id=actor.user_id, started_at__gte=since)
        return own.filter(mandate__centre__in=Centre.objects.of(actor))

    def with_mandate(self) -> AssistedSessionQuerySet:
        return self.select_related("mandate__centre", "person", "user__person")

    def held(self, pk: uuid.UUID, user_id: uuid.UUID) -> AssistedSession | None:
        """The helper's own, living or over, as each of their pages asks for it."""
        found = _held(pk=pk, user=user_id)
        return found[0] if found else None


@compiled
def _held(*, pk: uuid.UUID, user: uuid.UUID) -> AssistedSessionQuerySet:
    return AssistedSession.objects.with_mandate().filter(pk=pk, user_id=user)


class AssistedSession(models.Model):
    """One person at a time for a helper, and one helper at a time for a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="sessions")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="sessions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    acted_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=8, choices=End, blank=True)
    notice = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField(null=True, help_text="What was being typed at the end was kept.")

    objects = AssistedSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="session_one_a_helper"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="session_one_a_person"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="session_ended_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def over(self, now: datetime | None = None) -> tuple[datetime, str] | None:
        """When the session came to its end and why; None while it lives. Needs ``mandate``.

        Nothing has to run for it to end: each request asks.
        """
        moment = now or timezone.now()
        if self.ended_at is not None:
            return self.ended_at, self.end
        ends = [
            (self.mandate.revoked_at, End.REVOKED),
            (self.mandate.until, End.EXPIRED),
            (self.acted_at + IDLE, End.IDLE),
            (self.beat_at + CLOSED if self.beat_at else None, End.CLOSED),
        ]
        passed = [(at, why) for at, why in ends if at is not None and at <= moment]
        return min(passed) if passed else None
