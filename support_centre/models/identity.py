"""The photograph of a passport's data page, beside the check that it belongs to."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import IdentityCheck
from documents.models import Document
from support_centre.models.centres import Centre

SHOWN_FOR = timedelta(hours=12)
"""Whoever read the passport sees their own photograph of it again for so long."""


class IdentityPaperQuerySet(models.QuerySet["IdentityPaper"]):
    def taken_by(self, actor: Actor, now: datetime | None = None) -> IdentityPaperQuerySet:
        """The actor's own of today, at the desk where they work."""
        offices = Centre.objects.of(actor).values("code")
        return self.filter(
            check_of__checked_by_id=actor.user_id,
            check_of__checked_at__gt=(now or timezone.now()) - SHOWN_FOR,
            check_of__office__in=offices,
        )


class IdentityPaper(models.Model):
    """One sealed photograph of a check."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_of = models.OneToOneField(IdentityCheck, on_delete=models.PROTECT, related_name="paper")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = IdentityPaperQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)
