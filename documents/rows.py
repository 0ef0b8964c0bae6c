"""The changes of state of a document row, each one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.utils import timezone

from accounts.actor import Actor
from audit import log as audit_log
from documents.blobs.base import StoreUnavailable
from documents.models import Document, Preview, State
from documents.storage import blobs
from jobs.nudge import nudge

log = structlog.get_logger(__name__)


@contextmanager
def on_the_way() -> Iterator[None]:
    """A transaction that need not be on the disk before the next one is.

    For the two steps of an upload before its file is linked to something: PostgreSQL writes its log
    in order, so that the link's own commit makes them durable too. What a crash loses before that
    nobody was told of, and the sweep of orphans clears the bytes. Inside another transaction this
    changes nothing.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit TO OFF")
        yield


def begin(document: Document) -> None:
    """The first bytes are here and make sense: the row is pending."""
    with on_the_way():
        document.save(force_insert=True)


def settle(document: Document, *, size: int, pages: int, actor: Actor) -> None:
    """The blob is valid and opens: the file is stored from now on."""
    with on_the_way():
        _settle(document, size=size, pages=pages, actor=actor)


def _settle(document: Document, *, size: int, pages: int, actor: Actor) -> None:
    document.state = State.STORED
    document.size = size
    document.pages = pages
    document.stored_at = timezone.now()
    document.save(update_fields=["state", "size", "pages", "stored_at"])
    audit_log.append(
        "documents.stored_file",
        actor=actor,
        subjects=[document.person_id],
        payload={"document": str(document.pk), "kind": document.kind, "bytes": size},
    )
    thumbnail = Preview.objects.create(document=document, page=1, size=Preview.Size.THUMBNAIL)
    nudge("documents.make_preview", thumbnail.pk)


@transaction.atomic
def settle_preview(preview: Preview, sealed_key: bytes | None) -> None:
    """The picture is stored under ``sealed_key``; None when it could not be made."""
    preview.sealed_key = sealed_key
    preview.state = Preview.State.FAILED if sealed_key is None else Preview.State.STORED
    preview.save(update_fields=["state", "sealed_key", "blob"])


@transaction.atomic
def discard(document: Document, *, reason: str) -> None:
    """Shred the file: its key and name go now, its bytes right after the transaction."""
    previews = list(document.previews.all())
    document.state = State.REMOVED
    document.reason = reason
    document.removed_at = timezone.now()
    document.sealed_key = None
    document.file_name = None
    document.save(update_fields=["state", "reason", "removed_at", "sealed_key", "file_name"])
    document.previews.all().delete()
    names = [document.blob, *(preview.blob for preview in previews)]
    transaction.on_commit(lambda: drop_blobs(names), robust=True)


def drop_blobs(names: list[UUID]) -> None:
    """Delete blobs that no row needs; what a store that is down keeps, the sweep finds later."""
    for name in names:
        try:
            blobs().delete(name)
        except StoreUnavailable:
            log.warning("blob_left_behind", blob=str(name))
