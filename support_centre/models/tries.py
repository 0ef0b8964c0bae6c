"""Tries at codes, by the address or account that they come from."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

FORGOTTEN = timedelta(days=1)


class TriesQuerySet(models.QuerySet["Tries"]):
    def forgettable(self) -> TriesQuerySet:
        """A day old, and nobody waits any more: the longest wait is a quarter of an hour."""
        return self.filter(since__lte=timezone.now() - FORGOTTEN)


class Tries(models.Model):
    """``source`` is a keyed hash of the address or account. Kept in the database and not in a
    cache: a flood of other addresses must not push out who has to wait."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.BinaryField(max_length=32, unique=True)
    number = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    wait_until = models.DateTimeField(null=True)

    objects = TriesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["since"], name="tries_by_age")]

    def __str__(self) -> str:
        return str(self.number)

    def has_to_wait(self, moment: datetime) -> bool:
        return self.wait_until is not None and self.wait_until > moment
