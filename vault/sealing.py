"""Seal and open one value of one person."""

from collections.abc import Sequence
from uuid import UUID

from vault import cipher, keys
from vault.context import Piece


def seal(subject_id: UUID, context: Sequence[Piece], data: bytes) -> bytes:
    """``data`` sealed under the person's key, bound to the person and to ``context``.

    ``context`` starts with a fixed word for its kind (``"note/1"``), which also chooses the derived
    key, and goes on with immutable ids. Raises ``Erased`` if the person has no key.
    """
    return cipher.encrypt(_key(subject_id, context), [subject_id, *context], data)


def open_sealed(subject_id: UUID, context: Sequence[Piece], sealed: bytes) -> bytes:
    """What was sealed for exactly this person and context. Raises ``Erased`` or ``Damaged``."""
    return cipher.decrypt(_key(subject_id, context), [subject_id, *context], bytes(sealed))


def _key(subject_id: UUID, context: Sequence[Piece]) -> bytes:
    return keys.subject(subject_id).for_purpose(str(context[0]))
