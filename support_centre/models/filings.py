"""Which applications were filed with a helper: the one link from a case back to the desk."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models import Case
from support_centre.models.centres import Centre
from support_centre.models.sessions import AssistedSession


class AssistedFiling(models.Model):
    """Written once, with the case. The contacts in it are kept as keyed hashes, not here."""

    CONTACTS = ("phone", "email", "address")
    """Kinds of ``vault.tokens`` by which filings of one helper are compared; owner: this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="assisted")
    session = models.ForeignKey(AssistedSession, on_delete=models.PROTECT, related_name="filings")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="filings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-filed_at"]
        indexes = [
            models.Index(fields=["centre", "filed_at"], name="filing_by_centre"),
            models.Index(fields=["user", "filed_at"], name="filing_by_helper"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
