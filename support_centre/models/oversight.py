"""What a supervisor found when they looked into something unusual. Only ever added."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from vault.fields import SealedTextField
from vault.keys import SYSTEM_SUBJECT


class LookedInto(models.Model):
    """``finding`` is the key of the pattern: kinds and ids, a hash of a hash where it is a contact.

    The note may name people of several files, so no one person's key seals it: the system's does.
    """

    sealed_subject = "sealed_for"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_for = models.UUIDField(default=SYSTEM_SUBJECT, editable=False)
    finding = models.CharField(max_length=120, db_index=True)
    note = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.pk)
