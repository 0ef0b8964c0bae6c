"""A blob is whole or absent, is never overwritten, and reads back from any place."""

import random
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from documents.blobs.base import BlobExists, BlobMissing, BlobStore

SIZES = [0, 1, 16_384, 8 * 1024 * 1024, 8 * 1024 * 1024 + 1, 20_000_000]


def put(store: BlobStore, data: bytes, name: uuid.UUID | None = None) -> uuid.UUID:
    name = name or uuid.uuid4()
    sink = store.sink(name)
    for start in range(0, len(data), 1_000_000):
        sink.write(data[start : start + 1_000_000])
    sink.commit()
    return name


@pytest.mark.parametrize("size", SIZES)
def test_what_was_written_is_read_back(store_: BlobStore, size: int) -> None:
    data = random.Random(size).randbytes(size)
    name = put(store_, data)
    assert store_.size(name) == size
    with store_.open(name) as file:
        assert file.read() == data


def test_any_part_can_be_read_in_any_order(store_: BlobStore) -> None:
    data = random.Random(1).randbytes(3_000_000)
    name = put(store_, data)
    chance = random.Random(2)
    with store_.open(name) as file:
        for _ in range(60):
            start, length = chance.randrange(len(data)), chance.randrange(200_000)
            file.seek(start)
            assert file.read(length) == data[start : start + length]
        assert file.seek(0, 2) == len(data)
        assert file.read(10) == b""


@pytest.mark.parametrize("size", [100, 9_000_000])
def test_a_second_blob_of_the_same_name_is_refused_and_changes_nothing(
    store_: BlobStore, size: int
) -> None:
    name = put(store_, b"a" * size)
    with pytest.raises(BlobExists):
        put(store_, b"b" * size, name)
    with store_.open(name) as file:
        assert file.read() == b"a" * size


@pytest.mark.parametrize("size", [100, 20_000_000])
def test_an_aborted_blob_leaves_nothing_behind(store_: BlobStore, size: int) -> None:
    name = uuid.uuid4()
    sink = store_.sink(name)
    sink.write(b"x" * size)
    sink.abort()
    sink.abort()
    with pytest.raises(BlobMissing):
        store_.open(name)
    assert list(store_.listing()) == []
    assert store_.clear_unfinished(timezone.now() + timedelta(hours=1)) == 0
    with pytest.raises(ValueError, match="closed"):
        sink.write(b"more")


def test_what_a_crash_left_unfinished_is_cleared_once_it_is_old(store_: BlobStore) -> None:
    sink = store_.sink(uuid.uuid4())
    sink.write(b"x" * 20_000_000)
    assert store_.clear_unfinished(timezone.now() - timedelta(hours=1)) == 0
    assert store_.clear_unfinished(timezone.now() + timedelta(hours=1)) == 1
    assert list(store_.listing()) == []


def test_deleting_twice_is_no_error(store_: BlobStore) -> None:
    name = put(store_, b"data")
    assert [found for found, _ in store_.listing()] == [name]
    store_.delete(name)
    store_.delete(name)
    assert list(store_.listing()) == []
    with pytest.raises(BlobMissing):
        store_.size(name)
