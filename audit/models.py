"""What happened: rows that are only ever added. No foreign key leaves this room.

Evidence outlives its subject: an event keeps the digest of what it says, and the words themselves
sealed under the person's key. Once that key is erased the digest still proves the row.
"""

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One act. ``hash`` covers every column; ``case_seq`` and ``prev_hash`` chain its case."""

    name = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)
    user_id = models.UUIDField(null=True)
    role = models.CharField(max_length=20)
    office = models.CharField(max_length=40, blank=True)
    acting_for = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    sealed_for = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    digest = models.BinaryField()
    case_seq = models.PositiveIntegerField(null=True)
    prev_hash = models.BinaryField(null=True)
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case_seq=None, prev_hash=None)
                | Q(case_seq__isnull=False, prev_hash__isnull=False, case_id__isnull=False),
                name="audit_chain_whole",
            ),
            models.CheckConstraint(
                condition=Q(sealed=None, sealed_for=None)
                | Q(sealed__isnull=False, sealed_for__isnull=False),
                name="audit_sealed_for_someone",
            ),
            models.UniqueConstraint(fields=["case_id", "case_seq"], name="audit_case_seq_once"),
        ]
        indexes = [
            models.Index(fields=["case_id", "id"], name="audit_of_case"),
            models.Index(fields=["user_id", "id"], name="audit_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"


class EventSubject(models.Model):
    """Whom an event is about: one row per person.

    A list of cases writes one for each person that it shows. So there is no key of its own, and no
    constraint to the event beside which, in the same statement, the rows are written. What is
    missing or too much of an event is found by its ``hash``, which covers them; rows of no event
    are found by themselves (``audit.verification``).
    """

    pk = models.CompositePrimaryKey("subject_id", "event_id")
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="subjects", db_constraint=False
    )
    subject_id = models.UUIDField()


class ChainHead(models.Model):
    """The last step of a case's chain, so that a cut-off end is noticed. Only ever moves on."""

    case_id = models.UUIDField(primary_key=True)
    seq = models.PositiveIntegerField()
    hash = models.BinaryField()
