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
    encoded = [_encode(piece) for piece in pieces]
    return b"".join(
        [struct.pack("<Q", len(encoded))]
        + [struct.pack("<Q", len(piece)) + piece for piece in encoded]
    )


def as_bytes(context: Context) -> bytes:
    """The context as the cipher takes it; bytes are taken as they are."""
    return context if isinstance(context, bytes) else pae(context)


def _encode(piece: Piece) -> bytes:
    return piece if isinstance(piece, bytes) else str(piece).encode()
