"""Blobs that no row knows any more: left by a rolled-back transaction or a store that was down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.utils import timezone

from documents.models import Document, Preview, State
from documents.storage import blobs

OLD_ENOUGH = timedelta(days=1)
"""Younger ones may belong to a transaction that has not been committed yet."""

BATCH = 500


def orphans(now: datetime | None = None) -> Iterator[UUID]:
    """The names of blobs older than a day that belong to no file and no preview.

    Raises StoreUnavailable when the store is down.
    """
    before = (now or timezone.now()) - OLD_ENOUGH
    old = (name for name, written in blobs().listing() if written < before)
    while batch := list(islice(old, BATCH)):
        known = set(
            Document.objects.filter(blob__in=batch)
            .exclude(state=State.REMOVED)
            .values_list("blob", flat=True)
        )
        known.update(Preview.objects.filter(blob__in=batch).values_list("blob", flat=True))
        yield from (name for name in batch if name not in known)


def clear(now: datetime | None = None) -> tuple[int, int]:
    """Delete orphans and unfinished writes older than a day: how many of each."""
    moment = now or timezone.now()
    cleared = 0
    for name in list(orphans(moment)):
        blobs().delete(name)
        cleared += 1
    return cleared, blobs().clear_unfinished(moment - OLD_ENOUGH)
