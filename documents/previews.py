"""Sealed pictures of pages: the thumbnail in the background, other pages when first asked for."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.db import transaction

from documents import pictures
from documents.errors import Unreadable
from documents.models import Document, Preview, State
from documents.opening import open_buffered
from documents.rows import drop_blobs, settle_preview
from documents.storage import blobs
from vault import keys
from vault.streams import SealingWriter


def make(preview: Preview) -> Preview:
    """Draw and seal one page. Does nothing when that has been done; twice at once does no harm.

    Raises StoreUnavailable when the store is down: the row stays pending, the sweep comes back.
    """
    if preview.state != Preview.State.PENDING:
        return preview
    document = preview.document
    try:
        with open_buffered(document) as file:
            picture = pictures.draw(file, document.media_type, preview.page, preview.size)
    except (Unreadable, pictures.CannotDraw):
        settle_preview(preview, None)
        return preview
    return _keep(preview, picture)


def _keep(preview: Preview, picture: bytes) -> Preview:
    """Each attempt writes a blob of its own; the one that settles the row first counts."""
    preview.blob = uuid.uuid4()
    key, sealed_key = keys.new_document_key(preview.document.person_id, preview.context)
    writer = SealingWriter(blobs().sink(preview.blob), key, preview.context)
    try:
        writer.write(picture)
        writer.commit()
    except BaseException:
        writer.abort()
        raise
    with transaction.atomic():
        current = Preview.objects.select_for_update().filter(pk=preview.pk).first()
        if current is not None and current.state == Preview.State.PENDING:
            settle_preview(preview, sealed_key)
            return preview
    drop_blobs([preview.blob])
    if current is None:
        raise Unreadable("removed")
    current.document = preview.document
    return current


def make_by_id(preview_id: UUID | str) -> None:
    """What the background does: a row that is gone or done is passed over."""
    waiting = Preview.objects.pending().select_related("document")
    preview = waiting.filter(pk=preview_id).first()
    if preview is not None:
        make(preview)


def page_of(document: Document, page: int, size: str) -> Preview:
    """The stored picture of a page, made now if need be; raises Unreadable.

    ``page`` counts from 1; ``size`` is one of ``Preview.Size``.
    """
    if document.state != State.STORED or not 1 <= page <= document.pages:
        raise Unreadable("no such page")
    preview, _ = Preview.objects.get_or_create(
        document=document, page=page, size=Preview.Size(size)
    )
    preview.document = document
    made = make(preview)
    if made.state != Preview.State.STORED:
        raise Unreadable("cannot be drawn")
    return made
