"""A letter to write: a pending row until its document is in the person's postbox."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from cases.models.case import Case
from documents.models import Document


class LetterQuerySet(models.QuerySet["Letter"]):
    def pending(self) -> "LetterQuerySet":
        return self.filter(state=Letter.State.PENDING)

    def ready_since(self, moment: datetime) -> "LetterQuerySet":
        return self.filter(state=Letter.State.READY, ready_at__gt=moment).order_by("ready_at")


class Letter(models.Model):
    """``about`` is the id of the row it tells of (decision, request), or of the case (receipt)."""

    on_paper: Any = None
    """Its ``PaperDelivery``, where a page read it."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", "receipt"
        REQUEST = "request", "request"
        DECISION = "decision", "decision"
        ENDING = "ending", "ending"

    class State(models.TextChoices):
        PENDING = "pending", "pending"
        READY = "ready", "ready"
        FAILED = "failed", "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.UUIDField()
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state="pending"),
                name="cases_letter_pending",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "about"], name="cases_letter_once"),
            models.CheckConstraint(
                condition=Q(state="ready", document__isnull=False, ready_at__isnull=False)
                | (~Q(state="ready") & Q(document=None, ready_at=None)),
                name="cases_letter_ready_pair",
            ),
        ]

    @property
    def office_name(self) -> str:
        """What it is, for whoever reads the file; the document is named in the person's words."""
        return str(OFFICE_NAMES[self.kind])


OFFICE_NAMES: dict[str, Promise | str] = {
    Letter.Kind.RECEIPT: _("Receipt for a sent application"),
    Letter.Kind.REQUEST: _("Request to the applicant"),
    Letter.Kind.DECISION: _("Decision on the application"),
    Letter.Kind.ENDING: _("End of the proceedings"),
}
