"""One file on its way in: counted, told apart by its first bytes, sealed while it streams.

An intake is pushed to (``feed``), so that one class serves a raw body and Django's form parser.
Nothing is valid before ``finish``; whatever happens otherwise, ``abort`` leaves no bytes behind.
"""

from __future__ import annotations

from django.conf import settings

from accounts.actor import Actor
from accounts.models import Person
from documents import inspection, names, sniffing
from documents.blobs.base import StoreUnavailable
from documents.errors import Refused
from documents.models import Document, Kind, State
from documents.opening import open_buffered
from documents.rows import begin, discard, settle
from documents.storage import blobs
from vault import keys
from vault.streams import SealingWriter


class Intake:
    """``size`` is what the sender announced, in bytes; None when it did not.

    Every method raises Refused for a file that is not taken; the intake is aborted by then.
    """

    def __init__(
        self,
        *,
        owner: Person,
        name: str,
        actor: Actor,
        kind: str = Kind.UPLOAD,
        size: int | None,
    ) -> None:
        if size == 0:
            raise Refused("empty")
        if size is not None and size > settings.DOCUMENT_MAX_BYTES:
            raise Refused("too_large")
        self._owner = owner
        self._name = name
        self._actor = actor
        self._kind = kind
        self._announced = size
        self._count = 0
        self._head = bytearray()
        self._writer: SealingWriter | None = None
        self._document: Document | None = None
        self.finished = False

    def feed(self, data: bytes) -> None:
        """The next bytes, in pieces of any size."""
        try:
            self._feed(data)
        except BaseException as error:
            self.abort(error)
            raise

    def _feed(self, data: bytes) -> None:
        self._count += len(data)
        if self._count > settings.DOCUMENT_MAX_BYTES:
            raise Refused("too_large")
        if self._writer is not None:
            self._write(data)
            return
        self._head += data
        if len(self._head) >= sniffing.HEAD_BYTES:
            self._begin()

    def _begin(self) -> None:
        """The first bytes are known: refuse a wrong type, or make the row and start sealing."""
        media_type = sniffing.media_type(bytes(self._head[: sniffing.HEAD_BYTES]))
        if media_type is None:
            raise Refused("wrong_type")
        document = Document(
            person=self._owner,
            kind=self._kind,
            media_type=media_type,
            file_name=names.clean(self._name, media_type),
            created_by=self._actor.user_id,
        )
        key, document.sealed_key = keys.new_document_key(self._owner.pk, document.context)
        begin(document)
        self._document = document
        try:
            sink = blobs().sink(document.blob)
        except StoreUnavailable as error:
            raise Refused("unavailable") from error
        self._writer = SealingWriter(sink, key, document.context)
        self._write(bytes(self._head))
        self._head.clear()

    def _write(self, data: bytes) -> None:
        assert self._writer is not None
        try:
            self._writer.write(data)
        except StoreUnavailable as error:
            raise Refused("unavailable") from error

    def finish(self) -> Document:
        """All bytes are here: make the blob valid, look at it once more, mark the row stored."""
        try:
            document = self._commit()
            pages = self._inspect(document)
            settle(document, size=self._count, pages=pages, actor=self._actor)
        except BaseException as error:
            self.abort(error)
            raise
        self.finished = True
        return document

    def _commit(self) -> Document:
        if self._announced is not None and self._count != self._announced:
            raise Refused("cut_off")
        if self._count == 0:
            raise Refused("empty")
        if self._writer is None:
            self._begin()
        assert self._writer is not None
        assert self._document is not None
        try:
            self._writer.commit()
        except StoreUnavailable as error:
            raise Refused("unavailable") from error
        return self._document

    def _inspect(self, document: Document) -> int:
        with open_buffered(document, size=self._count) as file:
            return inspection.pages_of(file, document.media_type, self._count)

    def abort(self, error: BaseException | None = None) -> None:
        """Leave no bytes behind; the row keeps the reason alone. Harmless after ``finish``."""
        if self.finished:
            return
        if self._writer is not None:
            self._writer.abort()
        if self._document is not None and self._document.state == State.PENDING:
            discard(
                self._document,
                reason=error.code if isinstance(error, Refused) else "failed",
            )
        self._writer = None
        self._head.clear()
