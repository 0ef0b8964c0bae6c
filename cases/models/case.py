"""The case: a snapshot of an application that the authority deals with."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Person
from cases.conditions import Facts
from cases.lifecycle import FINAL, Lifecycle, State, shown
from cases.models.queues import CaseQuerySet
from permits import schema
from permits.models import PermitType
from permits.packs import load_pack
from vault.fields import SealedJSONField

OPEN = Q(ended_on=None)
SCOPE = ("person", "filed_by")
"""Beside the keys of the queue's indexes, so that PostgreSQL counts what is in scope by them alone.
SQLite has no such columns."""


class CaseSequence(models.Model):
    """The last number given out, per pack, agenda and year; its row is locked to take the next."""

    pack = models.CharField(max_length=20)
    agenda = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "agenda", "year"], name="cases_sequence_once")
        ]


class Case(Lifecycle):
    """What was filed never changes; where it stands is cached from what was added to it.

    ``origin`` is the id of the draft: filing twice gives one case. ``due_on``, ``waiting_for``,
    ``queue_on`` and ``ended_on`` are read off the ledger by ``cases.actions.ledger.refresh`` and
    may be computed again at any time. ``answered`` and ``reported`` say that something of the
    person's waits to be read; the latter also after the case has ended. ``version`` grows with
    every change (for conditional polls).
    """

    class WaitingFor(models.TextChoices):
        OFFICE = "office", "office"
        APPLICANT = "applicant", "applicant"
        NOBODY = "nobody", "nobody"

    sealed_subject = "person_id"
    standing: Facts
    """Facts for the conditions of the lifecycle, read anew within each act."""
    edition: uuid.UUID | None = None
    """Of the catalogue when the row was read, where it was asked for beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    origin = models.UUIDField(unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases_filed")
    permit_type = models.ForeignKey(PermitType, on_delete=models.PROTECT, related_name="cases")
    pack = models.CharField(max_length=20)
    place = models.CharField(max_length=20)
    office = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=12)
    in_binding = models.BooleanField(default=False)
    schema_version = models.PositiveSmallIntegerField()
    answers = SealedJSONField()
    filed_at = models.DateTimeField()
    filed_on = models.DateField()
    appear_by = models.DateField(null=True)
    lodged_on = models.DateField(null=True)
    limit_days = models.PositiveSmallIntegerField()
    step_seq = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    due_on = models.DateField(null=True)
    queue_on = models.DateField()
    waiting_for = models.CharField(max_length=12, choices=WaitingFor, default=WaitingFor.OFFICE)
    answered = models.BooleanField(default=False)
    reported = models.BooleanField(default=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="cases_assigned",
    )
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=60, blank=True, default="")
    updated_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["queue_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=FINAL, ended_on__isnull=False)
                | (~Q(state__in=FINAL) & Q(ended_on__isnull=True)),
                name="cases_ended_exactly_when_final",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="cases_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(appear_by__isnull=False) | Q(lodged_on__isnull=False),
                name="cases_lodged_or_to_appear",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.RECEIVED, *FINAL]) | Q(lodged_on__isnull=False),
                name="cases_proceedings_only_when_lodged",
            ),
        ]
        indexes = [
            models.Index(
                fields=["queue_on", "id"], include=SCOPE, condition=OPEN, name="cases_queue"
            ),
            models.Index(
                fields=["assigned_to", "queue_on", "id"],
                include=SCOPE,
                condition=OPEN,
                name="cases_queue_mine",
            ),
            models.Index(
                fields=["state", "queue_on", "id"],
                include=SCOPE,
                condition=OPEN,
                name="cases_queue_state",
            ),
            models.Index(
                fields=["queue_on", "id"],
                include=SCOPE,
                condition=OPEN & Q(answered=True),
                name="cases_queue_answered",
            ),
            models.Index(
                fields=["queue_on", "id"],
                include=SCOPE,
                condition=Q(reported=True),
                name="cases_queue_reported",
            ),
            models.Index(
                fields=["permit_type", "queue_on", "id"],
                include=SCOPE,
                condition=OPEN,
                name="cases_queue_type",
            ),
            models.Index(fields=["-filed_at", "id"], name="cases_newest"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def filed_name(self) -> str:
        """Given names, then the family name, as filed: what a person changes later is not it."""
        answers = self.answers or {}
        names = [schema.person_fact(answers, name) for name in ("given_names", "family_name")]
        filed = " ".join(filter(None, names))
        return filed or self.person.display_name

    @property
    def answered_in(self) -> str:
        """The language of the applicant's own words: that of the proceedings where they said so."""
        return load_pack(self.pack).binding_language if self.in_binding else self.language

    @property
    def shown_state(self) -> str:
        """The word for where it stands: a state's code, or ``sent`` before it is lodged."""
        return shown(self.state, self.lodged_on)

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None
