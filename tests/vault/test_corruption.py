"""Whatever is done to a stored ciphertext, it does not open: not as something else, not in part."""

import io
import random
from collections.abc import Callable

import pytest

from vault import cipher
from vault.errors import Damaged
from vault.streams import CHUNK, HEADER, TAG, RangeReader

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
CONTEXT = ["doc/1", "subject", "blob"]
SIZES = [0, 1, 50, CHUNK - 1, CHUNK, 3 * CHUNK + 77]
SEALED = [cipher.encrypt(KEY, CONTEXT, random.Random(n).randbytes(n)) for n in SIZES]
ELSEWHERE = [cipher.encrypt(KEY, ["doc/1", "subject", "blob2"], bytes(n)) for n in SIZES]
FOREIGN = [cipher.encrypt(OTHER_KEY, CONTEXT, bytes(n)) for n in SIZES]


def flipped(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def cut_at_a_chunk(data: bytes, dice: random.Random) -> bytes:
    return data[
        : HEADER + dice.randrange((len(data) - HEADER) // (CHUNK + TAG) + 1) * (CHUNK + TAG)
    ]


def extended(data: bytes, dice: random.Random) -> bytes:
    return data + dice.randbytes(dice.randint(1, 40))


def hole(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + dice.randint(1, 40) :]


def overwritten(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.randbytes(16) + data[at + 16 :]


def spliced(data: bytes, dice: random.Random) -> bytes:
    """The header of one, the body of another."""
    other = dice.choice(SEALED + ELSEWHERE + FOREIGN)
    return data[:HEADER] + other[HEADER:]


def replaced(data: bytes, dice: random.Random) -> bytes:
    return dice.choice(ELSEWHERE + FOREIGN)


def two_parts_swapped(data: bytes, dice: random.Random) -> bytes:
    a, b = sorted(dice.sample(range(len(data)), 2))
    middle = (a + b) // 2
    return data[:a] + data[middle:b] + data[a:middle] + data[b:]


DAMAGE: list[Callable[[bytes, random.Random], bytes]] = [
    flipped, cut, cut_at_a_chunk, extended, hole, overwritten, spliced, replaced, two_parts_swapped,
]  # fmt: skip


def assert_none_opens(rounds: int, seed: int) -> None:
    dice = random.Random(seed)
    tried = 0
    while tried < rounds:
        original = dice.choice(SEALED)
        damaged = dice.choice(DAMAGE)(original, dice)
        if damaged == original:
            continue
        tried += 1
        with pytest.raises(Damaged):
            cipher.decrypt(KEY, CONTEXT, damaged)
        with pytest.raises(Damaged):
            RangeReader(io.BytesIO(damaged), KEY, CONTEXT).read()


def test_six_hundred_damages_and_none_opens() -> None:
    assert_none_opens(600, seed=1)


@pytest.mark.slow
def test_ten_thousand_damages_and_none_opens() -> None:
    assert_none_opens(10_000, seed=2)


def test_the_undamaged_open() -> None:
    for size, data in zip(SIZES, SEALED, strict=True):
        assert len(cipher.decrypt(KEY, CONTEXT, data)) == size
        assert len(RangeReader(io.BytesIO(data), KEY, CONTEXT).read()) == size
