"""A seekable reader of one S3 object: ranged requests, a window that grows while one reads on."""

import io
from typing import Any

from documents.blobs.base import StoreUnavailable
from documents.blobs.s3_errors import translated

FIRST_WINDOW = 64 * 1024
LARGEST_WINDOW = 2 * 1024 * 1024


class S3Reader(io.RawIOBase):
    """Holds one window in memory, at most 2 MiB. Each window is one request.

    Raises BlobMissing when the object has gone, StoreUnavailable when the store cannot give it.
    """

    def __init__(self, client: Any, bucket: str, key: str, size: int) -> None:
        self._client = client
        self._bucket = bucket
        self._key = key
        self._size = size
        self._position = 0
        self._start = 0
        self._window = b""
        self._next_window = FIRST_WINDOW

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("negative position")
        self._position = base + offset
        return self._position

    def read(self, size: int | None = -1) -> bytes:
        left = max(self._size - self._position, 0)
        wanted = left if size is None or size < 0 else min(size, left)
        pieces = []
        while wanted:
            piece = self._piece(wanted)
            pieces.append(piece)
            wanted -= len(piece)
            self._position += len(piece)
        return b"".join(pieces)

    def _piece(self, wanted: int) -> bytes:
        offset = self._position - self._start
        if not 0 <= offset < len(self._window):
            self._fetch()
            offset = 0
        return self._window[offset : offset + wanted]

    def _fetch(self) -> None:
        reads_on = self._window and self._position == self._start + len(self._window)
        self._next_window = min(self._next_window * 2, LARGEST_WINDOW) if reads_on else FIRST_WINDOW
        end = min(self._position + self._next_window, self._size)
        with translated(self._key):
            answer = self._client.get_object(
                Bucket=self._bucket,
                Key=self._key,
                Range=f"bytes={self._position}-{end - 1}",
            )
            self._window = answer["Body"].read()
        self._start = self._position
        if len(self._window) != end - self._start:
            raise StoreUnavailable("the store answered with fewer bytes than it announced")
