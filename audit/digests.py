"""The arithmetic of evidence: the digest of a payload, and the hash of an event."""

import hashlib
from collections.abc import Iterable
from datetime import UTC
from uuid import UUID

from audit.models import Event
from vault.context import pae

SALT_BYTES = 32
NO_PREVIOUS = bytes(32)
"""``prev_hash`` of the first step of a chain."""


def of_payload(salt: bytes, payload: bytes) -> bytes:
    """SHA-256(salt ‖ payload): says nothing about the payload once the salt is gone."""
    return hashlib.sha256(salt + payload).digest()


def of_event(event: Event, subject_ids: Iterable[UUID]) -> bytes:
    """SHA-256 over every column of the event, its subjects, and the hash before it in the chain.

    The ciphertext is left out: the digest stands for it, and outlives the key.
    """
    facts: list[str | bytes] = [
        "event/1",
        event.name,
        event.at.astimezone(UTC).isoformat(timespec="microseconds").encode(),
        _text(event.user_id),
        event.role,
        event.office,
        _text(event.acting_for),
        _text(event.case_id),
        _text(event.sealed_for),
        bytes(event.digest),
        _text(event.case_seq),
        bytes(event.prev_hash or b""),
        pae(sorted(_text(subject_id) for subject_id in subject_ids)),
    ]
    return hashlib.sha256(pae(facts)).digest()


def _text(value: object) -> bytes:
    return b"" if value is None else str(value).encode()
