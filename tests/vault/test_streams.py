"""The stream and the range reader against the library and the published vectors.

The vectors are of the same scheme with SHA-256 in its key derivation; Cobblestone-256 has SHA-512
there. So they hold the reader with that one word exchanged, and the library holds the word.
"""

import base64
import hashlib
import io
import json
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cryptography_vectors
import pytest
from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.hazmat.primitives import hashes

from vault.errors import Damaged
from vault.streams import CHUNK, HEADER, TAG, RangeReader, SealingWriter

FOLDER = Path(cryptography_vectors.__file__).parent / "chunked-encryption"
VECTORS = [
    vector
    for vector in json.loads((FOLDER / "vectors.json").read_text())["vectors"]
    if vector["aead"] == "AEAD_AES_256_GCM"
]
KEY = bytes(range(32))
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5, 20 * CHUNK, 37 * CHUNK + 9]


class MemorySink:
    """A sink that remembers how it ended."""

    def __init__(self) -> None:
        self.data, self.ended = b"", ""

    def write(self, data: bytes) -> int:
        self.data += data
        return len(data)

    def commit(self) -> None:
        self.ended += "commit"

    def abort(self) -> None:
        self.ended += "abort"


def sealed(data: bytes, context: bytes | list[str] = b"ctx") -> bytes:
    sink = MemorySink()
    with SealingWriter(sink, KEY, context) as writer:
        for start in range(0, len(data), 10_000):
            writer.write(data[start : start + 10_000])
        writer.commit()
    assert (sink.ended, writer.size, writer.sealed_size) == ("commit", len(data), len(sink.data))
    return sink.data


def reader(data: bytes, context: bytes | list[str] = b"ctx") -> RangeReader:
    return RangeReader(io.BytesIO(data), KEY, context)


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def parts_of(vector: dict[str, Any]) -> tuple[bytes, bytes, bytes]:
    ciphertext = base64.b64decode(vector["ciphertext"] or "")
    if vector.get("compressed"):
        ciphertext = zlib.decompress(ciphertext)
    return bytes.fromhex(vector["key"]), vector["context"].encode(), ciphertext


class VectorReader(RangeReader):
    hash = hashes.SHA256


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_published_vectors(vector: dict[str, Any]) -> None:
    key, context, ciphertext = parts_of(vector)
    if vector["expect"] == "success":
        plain = VectorReader(io.BytesIO(ciphertext), key, context)
        data = plain.read()
        assert len(data) == plain.size == vector["payload_length"]
        assert hashlib.sha256(data).hexdigest() == vector["payload_sha256"]
        assert b"".join(plain.stream()) == data
        assert reader(sealed(data)).read() == data
        backwards = [plain.seek(at) and plain.read(100) for at in range(plain.size - 1, 0, -9973)]
        assert all(backwards)
    else:
        wrong_length = len(key) != len(KEY)
        with pytest.raises(ValueError if wrong_length else Damaged):
            VectorReader(io.BytesIO(ciphertext), key, context).read()


def test_there_are_vectors_of_both_kinds() -> None:
    assert {vector["expect"] == "success" for vector in VECTORS} == {True, False}


@pytest.mark.parametrize("size", SIZES)
def test_what_we_write_the_library_opens(size: int) -> None:
    decryptor = Cobblestone256Decryptor(KEY, b"ctx")
    ciphertext = sealed(noise(size))
    assert decryptor.update(ciphertext) + decryptor.finalize() == noise(size)


@pytest.mark.parametrize("size", SIZES)
def test_what_the_library_writes_we_open(size: int) -> None:
    encryptor = Cobblestone256Encryptor(KEY, b"ctx")
    ciphertext = encryptor.update(noise(size)) + encryptor.finalize()
    plain = reader(ciphertext)
    assert plain.size == size
    assert plain.read() == noise(size)
    assert plain.read() == b""


@pytest.mark.parametrize("size", SIZES)
def test_any_part_can_be_read_alone(size: int) -> None:
    data, dice = noise(size), random.Random(1)
    plain = reader(sealed(data))
    for _ in range(200):
        at, length = dice.randint(0, size + 10), dice.choice([0, 1, 100, CHUNK, 3 * CHUNK])
        assert plain.seek(at) == at == plain.tell()
        assert plain.read(length) == data[at : at + length]
        assert b"".join(plain.stream(at, at + length)) == data[at : at + length]
    assert plain.seek(-min(size, 7), io.SEEK_END) == max(0, size - 7)
    assert plain.read() == data[max(0, size - 7) :]


def test_it_serves_as_a_buffered_file() -> None:
    data = noise(5 * CHUNK + 3)
    with io.BufferedReader(reader(sealed(data))) as file:
        assert file.read(10) == data[:10]
        assert file.peek(1)
        file.seek(CHUNK - 1)
        assert file.read(2) == data[CHUNK - 1 : CHUNK + 1]
        file.seek(0)
        assert file.read() == data


class ShortReads(io.BytesIO):
    """A store that gives a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 1000) if size and size > 0 else size)


def test_a_store_may_give_less_than_asked() -> None:
    data = noise(3 * CHUNK + 1)
    assert RangeReader(ShortReads(sealed(data)), KEY, b"ctx").read() == data


class Watched(io.BytesIO):
    """Remembers which offsets were sought."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.sought: list[int] = []

    def seek(self, offset: int, whence: int = 0, /) -> int:
        if whence == io.SEEK_SET:
            self.sought.append(offset)
        return super().seek(offset, whence)


def test_the_header_and_the_last_chunk_come_first() -> None:
    file = Watched(sealed(noise(9 * CHUNK + 1)))
    plain = RangeReader(file, KEY, b"ctx")
    assert file.sought == [0, HEADER + 9 * (CHUNK + TAG)]
    plain.seek(4 * CHUNK + 17)
    plain.read(10)
    assert file.sought[2:] == [HEADER + 4 * (CHUNK + TAG)]


@pytest.mark.parametrize("context", [b"", b"ctx2", ["ctx"], ["ctx", ""]])
def test_it_opens_in_its_own_context_only(context: bytes | list[str]) -> None:
    with pytest.raises(Damaged):
        reader(sealed(b"x"), context)


def test_contexts_may_be_lists() -> None:
    assert reader(sealed(b"x", ["doc/1", "a"]), ["doc/1", "a"]).read() == b"x"


def test_leaving_without_commit_aborts() -> None:
    sink = MemorySink()
    with SealingWriter(sink, KEY, b"ctx") as writer:
        writer.write(b"half of")
    assert sink.ended == "abort"
    writer.close()
    assert sink.ended == "abort"
    for late in (writer.commit, lambda: writer.write(b"more")):
        with pytest.raises(ValueError, match="closed"):
            late()


def test_a_sink_that_fails_at_the_end_is_aborted() -> None:
    sink = MemorySink()
    writer = SealingWriter(sink, KEY, b"ctx")
    writer.write(b"x")
    sink.write = lambda data: 1 / 0  # type: ignore[method-assign]
    with pytest.raises(ZeroDivisionError):
        writer.commit()
    assert sink.ended == "abort"


def chunks_of(data: bytes) -> Iterator[bytes]:
    for start in range(HEADER, len(data), CHUNK + TAG):
        yield data[start : start + CHUNK + TAG]


def test_chunks_cannot_be_swapped_dropped_or_repeated() -> None:
    ciphertext = sealed(noise(4 * CHUNK + 5))
    head, (a, b, c, d, last) = ciphertext[:HEADER], list(chunks_of(ciphertext))
    for order in ([b, a, c, d, last], [a, c, d, last], [a, a, b, c, d, last], [a, b, c, d], [last]):
        with pytest.raises(Damaged):
            reader(head + b"".join(order)).read()
    assert reader(head + b"".join([a, b, c, d, last])).size == 4 * CHUNK + 5
