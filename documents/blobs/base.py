"""The interface of a blob store. Blobs are written once, whole, and never changed."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Protocol
from uuid import UUID


class StoreUnavailable(Exception):
    """The store could not be reached or refused; nothing was written. Safe to try again."""


class BlobMissing(Exception):
    """There is no blob of that name."""


class BlobExists(Exception):
    """A blob of that name is already there; it was left untouched."""


class Sink(Protocol):
    """Takes the bytes of one blob. Only ``commit`` makes it exist; ``close`` alone aborts."""

    def write(self, data: bytes) -> int: ...

    def commit(self) -> None:
        """Make the blob exist, durably; raises BlobExists rather than overwrite."""

    def abort(self) -> None:
        """Leave nothing behind. May be called twice, and after a failed commit."""


class BlobStore(Protocol):
    def sink(self, blob: UUID) -> Sink: ...

    def open(self, blob: UUID) -> BinaryIO:
        """A seekable reader of the sealed bytes; raises BlobMissing."""

    def size(self, blob: UUID) -> int:
        """Sealed bytes; raises BlobMissing."""

    def delete(self, blob: UUID) -> None:
        """Remove the blob; a missing one is no error."""

    def listing(self) -> Iterator[tuple[UUID, datetime]]:
        """Every blob with the moment it was written, in no order."""

    def clear_unfinished(self, before: datetime) -> int:
        """Drop writes begun before that moment and never ended; how many there were."""
