"""Contexts: what a ciphertext is bound to, as one unambiguous string of bytes."""

import struct
from collections.abc import Sequence
from uuid import UUID

Piece = str | bytes | int | UUID
Context = bytes | Sequence[Piece]


def pae(pieces: Sequence[Piece]) -> bytes:
    """Pre-authentication encoding as in PASETO: the count, then each piece after its length.

    Two different lists never give the same bytes. Pieces are immutable ids and fixed words, never
    a path, a file name or the id of a key.
    """
    return b"".join([_length(len(pieces)), *map(_encode, pieces)])


def as_bytes(context: Context) -> bytes:
    """The context as the cipher takes it; bytes are taken as they are."""
    return context if isinstance(context, bytes) else pae(context)


def _encode(piece: Piece) -> bytes:
    encoded = piece if isinstance(piece, bytes) else str(piece).encode()
    return _length(len(encoded)) + encoded


def _length(number: int) -> bytes:
    return _LENGTHS[number] if number < len(_LENGTHS) else LENGTH.pack(number)


LENGTH = struct.Struct("<Q")
_LENGTHS = [LENGTH.pack(number) for number in range(256)]  # every value that is opened asks
