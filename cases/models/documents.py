"""Documents in the file of a case, and what officers found about each: all append-only."""

import uuid
from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.models.case import Case
from cases.models.changes import ChangeReport
from cases.models.requests import Answer
from documents.models import Document


class CaseDocumentQuerySet(models.QuerySet["CaseDocument"]):
    def with_findings(self) -> "CaseDocumentQuerySet":
        """Document, judgements and originals in three queries, whatever the number of rows."""
        return self.select_related("document").prefetch_related("judgements", "originals")


class CaseDocument(models.Model):
    """A document that belongs to the file, under the requirement that it is to meet.

    It came with the application, with an ``answer``, or with the ``report`` of a change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="in_cases")
    requirement = models.CharField(max_length=60)
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, null=True, related_name="documents"
    )
    report = models.ForeignKey(
        ChangeReport, on_delete=models.PROTECT, null=True, related_name="documents"
    )
    added_at = models.DateTimeField(default=timezone.now)

    objects = CaseDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "document"], name="cases_document_once"),
            models.CheckConstraint(
                condition=Q(answer=None) | Q(report=None), name="cases_document_came_one_way"
            ),
        ]

    @property
    def judgement(self) -> "DocumentJudgement | None":
        """The latest one; asks nothing when ``with_findings`` was used."""
        return max(self.judgements.all(), key=lambda row: row.seq, default=None)

    @property
    def verdict(self) -> str:
        latest = self.judgement
        return latest.verdict if latest else DocumentJudgement.Verdict.NONE.value

    @property
    def original_seen(self) -> "OriginalSeen | None":
        return next(iter(self.originals.all()), None)


def told_apart(rows: Iterable[CaseDocument]) -> dict[uuid.UUID, str]:
    """What to call each file of a case: its own name, with a number where an earlier one has it.

    ``rows`` with their documents, in their own order, in which nothing ever comes between: a number
    once given stays.
    """
    seen: Counter[tuple[str, str]] = Counter()
    names = {}
    for row in rows:
        name = row.document.file_name or ""
        seen[row.requirement, name] += 1
        number = seen[row.requirement, name]
        names[row.pk] = f"{name} ({number})" if number > 1 else name
    return names


class DocumentJudgement(models.Model):
    """An officer's finding; a later one takes its place, the earlier one stays readable."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        INSUFFICIENT = "insufficient", "insufficient"
        NONE = "none", "none"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_document = models.ForeignKey(
        CaseDocument, on_delete=models.PROTECT, related_name="judgements"
    )
    seq = models.PositiveIntegerField()
    verdict = models.CharField(max_length=12, choices=Verdict)
    reason = models.CharField(max_length=60, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["case_document", "seq"], name="cases_judgement_once"),
            models.CheckConstraint(
                condition=Q(verdict="insufficient") & ~Q(reason="")
                | ~Q(verdict="insufficient") & Q(reason=""),
                name="cases_insufficient_has_a_reason",
            ),
        ]


class OriginalSeen(models.Model):
    """Somebody of the office held the original in their hands on that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_document = models.ForeignKey(
        CaseDocument, on_delete=models.PROTECT, related_name="originals"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_document"], name="cases_original_seen_once")
        ]
