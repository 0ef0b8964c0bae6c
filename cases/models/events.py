"""What happened to a case: steps, clock entries and history. All three are append-only."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.clock import Cause, Kind
from cases.lifecycle import State
from cases.models.case import Case


class CaseStep(models.Model):
    """One change of state. The database lets ``Case.state`` follow this row and nothing else."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=20, choices=State)
    target = models.CharField(max_length=20, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="cases_step_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="cases_step_from_one"),
        ]


class ClockEntry(models.Model):
    """An entry of the ledger that the clock is read from (``cases.clock``).

    ``on`` is the day of legal effect, which may lie before ``recorded_at``. ``ground`` ties a stop
    to its resume. ``days`` is the length of the limit (start) or of the extension (extend).
    The end of a pause that proved wrong is corrected by a later entry, which names it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_entries")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    on = models.DateField()
    ground = models.CharField(max_length=40)
    cause = models.CharField(max_length=20, choices=[(cause.value, cause.value) for cause in Cause])
    legal_basis = models.CharField(max_length=200, blank=True, default="")
    days = models.PositiveSmallIntegerField(null=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected"
    )

    class Meta:
        ordering = ["on", "recorded_at"]
        indexes = [models.Index(fields=["case", "on"], name="cases_clock_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "ground"],
                condition=Q(corrects=None),
                name="cases_clock_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="run_on") | Q(corrects__isnull=False),
                name="cases_clock_runs_on_after_an_end",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["start", "extend"], days__isnull=False)
                | (~Q(kind__in=["start", "extend"]) & Q(days__isnull=True)),
                name="cases_clock_days_where_counted",
            ),
        ]


CENTRE = "centre"
"""In the data of an event: the name by language of the support centre that did it."""


class CaseEvent(models.Model):
    """History and timeline come from here; the sentences stand in ``cases.models.sentences``.

    ``data`` holds codes, days, counts and ids, and the centre's name; never anything that a person
    wrote. ``by`` is shown to the office alone: the applicant reads "the office", or the centre.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=20)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at"], name="cases_event_of_case")]
