"""A decision: proposed in versions that never change, countersigned by another officer, issued.

What the database itself refuses (``cases/guards.py``): a change of a version, a countersignature by
anyone who proposed any version or who has a conflict about the person, and an issued decision
without the countersignature of its latest version.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from cases.models.case import Case
from vault.fields import SealedJSONField, SealedTextField


class DecisionQuerySet(models.QuerySet["Decision"]):
    def live(self) -> "DecisionQuerySet":
        """Everything but decisions that a later one, or the end of the case, overtook."""
        return self.exclude(state=Decision.State.SUPERSEDED)


class Decision(models.Model):
    """At most one live decision a case. ``current`` is the number of its latest version."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        RETURNED = "returned", "returned"
        COUNTERSIGNED = "countersigned", "countersigned"
        ISSUED = "issued", "issued"
        SUPERSEDED = "superseded", "superseded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=14, choices=State, default=State.PROPOSED)
    current = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state="superseded"),
                name="cases_one_live_decision",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None, issued_on=None, issued_by=None) & ~Q(state="issued")
                | Q(
                    issued_at__isnull=False,
                    issued_on__isnull=False,
                    issued_by__isnull=False,
                )
                & Q(state__in=["issued", "superseded"]),
                name="cases_decision_issued_pair",
            ),
        ]
        indexes = [
            models.Index(
                fields=["case"],
                condition=Q(state="proposed"),
                name="cases_to_countersign",
            ),
        ]

    @property
    def version(self) -> "DecisionVersion":
        """The latest version; asks nothing when ``versions`` was prefetched."""
        return next(row for row in self.versions.all() if row.seq == self.current)


class DecisionVersion(models.Model):
    """What was proposed, for ever. ``grounds`` holds phrase codes of the pack, ``facts`` is sealed.

    ``facts`` is a list of ``{"phrase": code, "documents": [CaseDocument ids], "text": str}``.
    """

    class Outcome(models.TextChoices):
        GRANT = "grant", "grant"
        REFUSE = "refuse", "refuse"

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="versions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    facts = SealedJSONField()
    grounds = models.JSONField(default=list)
    remedy = models.CharField(max_length=60, blank=True, default="")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    comment = SealedTextField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "seq"], name="cases_version_once"),
            models.CheckConstraint(
                condition=Q(outcome="grant") | ~Q(remedy=""),
                name="cases_refusal_has_a_remedy",
            ),
            models.CheckConstraint(
                condition=Q(outcome="grant") | ~Q(grounds=[]),
                name="cases_refusal_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(outcome="refuse", valid_from=None, valid_to=None)
                | Q(outcome="grant", valid_from__isnull=False),
                name="cases_validity_of_a_grant",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="cases_validity_in_order",
            ),
        ]


class Countersignature(models.Model):
    """The second signature, by an officer who proposed no version. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(
        DecisionVersion, on_delete=models.PROTECT, related_name="countersignature"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class DecisionReturn(models.Model):
    """Sent back to whoever proposed it, with a comment. Append-only."""

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(
        DecisionVersion, on_delete=models.PROTECT, related_name="returned"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    comment = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
