"""Blobs on a local disk: ``root/ab/abcd….blob``, complete or absent, never overwritten."""

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from documents.blobs.base import BlobExists, BlobMissing, Sink, StoreUnavailable

SUFFIX = ".blob"
PART = ".part"
START_BYTES = 1024 * 1024
"""How much is written before the disk is told to begin with it."""


class LocalSink:
    """Writes beside the final place, then links it there: readers see all of it or nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_suffix(PART)
        self._written = self._started = 0
        try:
            _make_folder(path.parent)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            self._file: BinaryIO | None = os.fdopen(os.open(self._part, flags, 0o600), "wb")
        except FileExistsError as error:
            raise BlobExists(path.stem) from error
        except OSError as error:
            raise StoreUnavailable(str(error)) from error

    def write(self, data: bytes) -> int:
        if self._file is None:
            raise ValueError("this sink is closed")
        try:
            written = self._file.write(data)
            self._written += written
            if self._written - self._started >= START_BYTES:
                self._start_writing_out()
        except OSError as error:
            raise StoreUnavailable(str(error)) from error
        return written

    def _start_writing_out(self) -> None:
        """Let the disk begin while bytes still arrive, so that ``commit`` has little to wait for.

        On Linux the advice that a range is not needed soon starts writing it, without waiting.
        """
        if self._file is not None and hasattr(os, "posix_fadvise"):
            length = self._written - self._started
            dont_need = os.POSIX_FADV_DONTNEED
            os.posix_fadvise(self._file.fileno(), self._started, length, dont_need)
        self._started = self._written

    def commit(self) -> None:
        if self._file is None:
            raise ValueError("this sink is closed")
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            os.link(self._part, self._path)
        except FileExistsError as error:
            raise BlobExists(self._path.stem) from error
        except OSError as error:
            raise StoreUnavailable(str(error)) from error
        finally:
            self.abort()
        _sync_folder(self._path.parent)

    def abort(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None
            self._part.unlink(missing_ok=True)

    close = abort


class LocalStore:
    def __init__(self, root: Path | str) -> None:
        self._root = Path(root)

    def _path(self, blob: UUID) -> Path:
        return self._root / blob.hex[:2] / f"{blob.hex}{SUFFIX}"

    def sink(self, blob: UUID) -> Sink:
        return LocalSink(self._path(blob))

    def open(self, blob: UUID) -> BinaryIO:
        try:
            return open(self._path(blob), "rb")
        except FileNotFoundError as error:
            raise BlobMissing(blob.hex) from error
        except OSError as error:
            raise StoreUnavailable(str(error)) from error

    def size(self, blob: UUID) -> int:
        try:
            return self._path(blob).stat().st_size
        except FileNotFoundError as error:
            raise BlobMissing(blob.hex) from error

    def delete(self, blob: UUID) -> None:
        path = self._path(blob)
        path.with_suffix(PART).unlink(missing_ok=True)
        path.unlink(missing_ok=True)

    def listing(self) -> Iterator[tuple[UUID, datetime]]:
        for path in self._root.glob(f"*/*{SUFFIX}"):
            yield UUID(path.stem), _written(path)

    def clear_unfinished(self, before: datetime) -> int:
        stale = [path for path in self._root.glob(f"*/*{PART}") if _written(path) < before]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """A name is durable only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
