"""Stored bytes as a seekable reader of plaintext; nothing is written anywhere."""

from __future__ import annotations

import contextlib
import io

from documents.blobs.base import BlobMissing
from documents.errors import Unreadable
from documents.models import Document, Preview
from documents.storage import blobs
from vault import keys
from vault.errors import VaultError
from vault.streams import RangeReader

BUFFER = 256 * 1024


def open_buffered(thing: Document | Preview, *, size: int | None = None) -> io.BufferedReader:
    """As :func:`open_plain`, for libraries that read in many small steps: some files take less
    than half the time."""
    return io.BufferedReader(open_plain(thing, size=size), BUFFER)


def open_plain(thing: Document | Preview, *, size: int | None = None) -> RangeReader:
    """The plaintext of a document or preview; commitment and last chunk are checked already.

    ``size`` in bytes is checked too when given or known. Raises Unreadable when the file was
    removed, its person erased, or its bytes changed; StoreUnavailable when the store is down.
    """
    person_id = thing.person_id if isinstance(thing, Document) else thing.document.person_id
    if thing.sealed_key is None:
        raise Unreadable("removed")
    try:
        key = keys.open_document_key(person_id, thing.context, bytes(thing.sealed_key))
        with contextlib.ExitStack() as stack:
            sealed = stack.enter_context(blobs().open(thing.blob))
            reader = RangeReader(sealed, key, thing.context)
            stack.pop_all()
    except (VaultError, BlobMissing) as error:
        raise Unreadable(type(error).__name__) from error
    expected = thing.size if size is None and isinstance(thing, Document) else size
    if expected is not None and expected != reader.size:
        reader.close()
        raise Unreadable("size")
    return reader
