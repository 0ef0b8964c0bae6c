"""Contexts: what a ciphertext is bound to, as one unambiguous string of bytes."""

import struct
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

Piece = str | bytes | int | UUID
Context = bytes | Sequence[Piece]


def pae(pieces: Sequence[Piece]) -> bytes:
    """Pre-authentication encoding as in PASETO: the count, then each piece after its length.

    Two different lists never give the same bytes. Pieces are immutable ids and fixed words, never
    a path, a file name or the id of a key. What is given as ``str`` is a fixed word and stays in
    the process: anything else that is text comes as bytes.
    """
    return _length(len(pieces)) + b"".join(
        [_word(piece) if type(piece) is str else _encode(piece) for piece in pieces]
    )


class Frame:
    """A list of pieces in which some ids are still missing; the rest is encoded once.

    ``Frame(None, "note/1", None).filled(person, note)`` is ``pae([person, "note/1", note])``.
    """

    def __init__(self, *pieces: Piece | None) -> None:
        gap = _length(ID_LENGTH) + b"%b"
        known = (None if each is None else _encode(each).replace(b"%", b"%%") for each in pieces)
        start = _length(len(pieces)).replace(b"%", b"%%")
        self._pattern = start + b"".join(each or gap for each in known)

    def filled(self, *ids: UUID) -> bytes:
        """With these ids in the gaps, in their order."""
        return self._pattern % tuple([str(each).encode() for each in ids])

    def filled_twice(self, own: UUID) -> bytes:
        """``filled(own, own)``: what a person's own row holds is sealed for that person."""
        text = str(own).encode()
        return self._pattern % (text, text)


def as_bytes(context: Context) -> bytes:
    """The context as the cipher takes it; bytes are taken as they are."""
    return context if isinstance(context, bytes) else pae(context)


def _encode(piece: Piece) -> bytes:
    encoded = piece if isinstance(piece, bytes) else str(piece).encode()
    return _length(len(encoded)) + encoded


@lru_cache(maxsize=1024)
def _word(piece: str) -> bytes:
    """The fixed words, which every value that is opened says again."""
    return _encode(piece)


def _length(number: int) -> bytes:
    return LENGTH.pack(number)


LENGTH = struct.Struct("<Q")
ID_LENGTH = 36
"""Of a UUID as text."""
