"""Large things: seal while they arrive, read any part of them without opening the rest.

Sealing is the library's alone. Reading follows the layout of C2SP chunked-encryption@v1: salt 24 ‖
commitment 32 ‖ chunks of 16,384 bytes with a tag of 16 each, the last chunk always shorter. Before
any byte is given out, the commitment is compared and the last chunk opened, so that a file that
was cut or extended is noticed first. Memory stays flat whatever the size.
"""

import hmac
import io
from collections.abc import Iterator
from typing import IO, Protocol

from cryptography.cobblestone import Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from vault.cipher import KEY_BYTES
from vault.context import Context, as_bytes
from vault.errors import Damaged

CHUNK = 16_384
TAG = 16
SALT = 24
HEADER = SALT + 32
NONCE = 12
BATCH = 16
"""Chunks read from the store at once (256 KiB)."""


class Sink(Protocol):
    """Where ciphertext goes. Only ``commit`` makes it valid; ``abort`` leaves nothing behind."""

    def write(self, data: bytes, /) -> object: ...
    def commit(self) -> object: ...
    def abort(self) -> object: ...


class SealingWriter:
    """Seals what is written and passes it on; ``close()`` without ``commit()`` aborts."""

    def __init__(self, sink: Sink, key: bytes, context: Context) -> None:
        self._sink = sink
        self._encryptor = Cobblestone256Encryptor(key, as_bytes(context))
        self._open = True
        self.size = 0
        """Plain bytes written so far."""
        self.sealed_size = 0
        """Bytes handed to the sink so far."""

    def write(self, data: bytes) -> int:
        if not self._open:
            raise ValueError("write to a closed writer")
        self._pass_on(self._encryptor.update(data))
        self.size += len(data)
        return len(data)

    def commit(self) -> None:
        """Write the last chunk and make the whole valid."""
        if not self._open:
            raise ValueError("commit of a closed writer")
        self._open = False
        try:
            self._pass_on(self._encryptor.finalize())
        except BaseException:
            self._sink.abort()
            raise
        self._sink.commit()

    def abort(self) -> None:
        """Throw away what was written; harmless after the end."""
        if self._open:
            self._open = False
            self._sink.abort()

    close = abort

    def __enter__(self) -> "SealingWriter":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _pass_on(self, sealed: bytes) -> None:
        if sealed:
            self._sink.write(sealed)
            self.sealed_size += len(sealed)


class RangeReader(io.RawIOBase):
    """A sealed file as a seekable binary file of its plain bytes.

    ``sealed_size`` is the length of the ciphertext; without it the end of ``file`` is sought.
    Raises ``Damaged`` on opening if the key, the context, the header or the end is not right, and
    while reading if a chunk is not. ``size`` is the length of the plaintext.
    """

    hash: type[hashes.HashAlgorithm] = hashes.SHA512
    """Of the key derivation; SHA-512 is what makes the scheme Cobblestone-256."""

    def __init__(
        self, file: IO[bytes], key: bytes, context: Context, sealed_size: int | None = None
    ) -> None:
        super().__init__()
        self._file = file
        self._position = 0
        self._held: tuple[int, bytes] = (0, b"")
        length = file.seek(0, io.SEEK_END) if sealed_size is None else sealed_size
        self._full, rest = divmod(length - HEADER, CHUNK + TAG)
        if length < HEADER + TAG or rest < TAG:
            raise Damaged("the ciphertext is cut")
        self.size = self._full * CHUNK + rest - TAG
        self._length = length
        self._unlock(key, as_bytes(context))
        self._last = self._open_chunks(self._full, 1)

    def _unlock(self, key: bytes, context: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key must have {KEY_BYTES} bytes")
        header = self._stored(0, HEADER)
        info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + header[:SALT] + context
        derived = HKDFExpand(algorithm=self.hash(), length=76, info=info).derive(key)
        if not hmac.compare_digest(derived[44:], header[SALT:]):
            raise Damaged("the ciphertext is sealed for another key or place")
        self._cipher = AESGCM(derived[:32])
        self._base_nonce = int.from_bytes(derived[32:44], "big")

    # -- the file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        if start + offset < 0:
            raise ValueError("seek before the start")
        self._position = start + offset
        return self._position

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        view = memoryview(buffer).cast("B")
        data = self._at(self._position, len(view))
        view[: len(data)] = data
        self._position += len(data)
        return len(data)

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to ``size`` bytes, fewer only at the end of the file; all that is left without it."""
        if size is None or size < 0:
            size = max(0, self.size - self._position)
        pieces = []
        while size > 0 and (data := self._at(self._position, size)):
            pieces.append(data)
            self._position += len(data)
            size -= len(data)
        return b"".join(pieces)

    def stream(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The plain bytes from ``start`` to ``stop``, in pieces of up to 256 KiB."""
        stop = self.size if stop is None else min(stop, self.size)
        while start < stop:
            data = self._at(start, stop - start)
            start += len(data)
            yield data

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()

    # -- the chunks

    def _at(self, position: int, size: int) -> bytes:
        """Some of the bytes at ``position``: at least one unless at the end, at most ``size``."""
        size = min(size, self.size - position)
        if size <= 0:
            return b""
        start, held = self._held
        if not start <= position < start + len(held):
            start, held = self._held = self._fetch(position // CHUNK, size + position % CHUNK)
        return held[position - start : position - start + size]

    def _fetch(self, index: int, size: int) -> tuple[int, bytes]:
        if index == self._full:
            return index * CHUNK, self._last
        count = min(-(-size // CHUNK), BATCH, self._full - index)
        return index * CHUNK, self._open_chunks(index, count)

    def _open_chunks(self, index: int, count: int) -> bytes:
        step = CHUNK + TAG
        offset = HEADER + index * step
        sealed = self._stored(offset, min(count * step, self._length - offset))
        try:
            return b"".join(
                self._cipher.decrypt(
                    self._nonce(index + number), sealed[number * step : (number + 1) * step], None
                )
                for number in range(count)
            )
        except InvalidTag:
            raise Damaged("a part of the ciphertext was changed") from None

    def _nonce(self, index: int) -> bytes:
        return (self._base_nonce ^ index).to_bytes(NONCE, "big")

    def _stored(self, offset: int, length: int) -> bytes:
        """Exactly ``length`` stored bytes; a store that gives less at a time is asked again."""
        self._file.seek(offset)
        pieces, missing = [], length
        while missing:
            data = self._file.read(missing)
            if not data:
                raise Damaged("the ciphertext is cut")
            pieces.append(data)
            missing -= len(data)
        return b"".join(pieces)
