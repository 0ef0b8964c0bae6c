"""A visit: somebody came, was served, and something was done."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import Person
from i18n import languages
from support_centre.models.centres import Centre
from support_centre.models.rooms import Room

LONGEST = timedelta(hours=16)


class Reason(models.TextChoices):
    """Why somebody comes; also what a visit ended with."""

    FILE = "file", _("Apply for a permit")
    ANSWER = "answer", _("Answer a request of the office")
    LETTER = "letter", _("Have a letter explained")
    STATUS = "status", _("Ask how a case stands")
    WITHDRAW = "withdraw", _("Withdraw an application")
    SIGN_IN = "sign_in", _("Get back into an account")
    ADVICE = "advice", _("Ask for advice")
    OTHER = "other", _("Something else")


class VisitQuerySet(models.QuerySet["Visit"]):
    def at_desk_of(self, actor: Actor) -> VisitQuerySet:
        """Visits of the centre where the actor works."""
        return self.filter(centre__in=Centre.objects.of(actor))

    def waiting(self) -> VisitQuerySet:
        return self.filter(started_at=None, ended_at=None).order_by("opened_at", "id")

    def served(self) -> VisitQuerySet:
        return self.filter(started_at__isnull=False, ended_at=None)

    def left(self, now: datetime | None = None) -> VisitQuerySet:
        """Of an earlier day and never ended: no centre is open for longer than ``LONGEST``."""
        return self.filter(ended_at=None, opened_at__lte=(now or timezone.now()) - LONGEST)

    def called(self, centre: Centre, day: date) -> VisitQuerySet:
        """Those of a day that are not over and have a room: where each goes, by number."""
        rows = self.filter(centre=centre, day=day, ended_at=None, room__isnull=False)
        return rows.select_related("room").order_by("number")


class Visit(models.Model):
    """``number`` counts the visits of a day at a centre: by it people are called, not by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="visits")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    reason = models.CharField(max_length=10, choices=Reason)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="visits")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    served_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    done = models.JSONField(default=list, help_text="What it ended with: codes of Reason.")
    room = models.ForeignKey(Room, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "day", "number"], name="visit_number_once"),
            models.CheckConstraint(
                condition=Q(served_by=None, started_at=None)
                | Q(served_by__isnull=False, started_at__isnull=False),
                name="visit_served_by_and_since",
            ),
        ]
        indexes = [
            models.Index(
                fields=["centre", "opened_at"],
                condition=Q(ended_at=None),
                name="visit_open_by_centre",
            )
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def printed_in(self) -> str:
        """The language of texts on paper and on the turned screen: the portal has few."""
        return languages.nearest(self.language)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_waiting(self) -> bool:
        return self.started_at is None and self.ended_at is None
