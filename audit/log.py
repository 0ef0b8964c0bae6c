"""Add to the log. Everything here runs in the caller's transaction: no act without its event."""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit import digests, writing
from audit.models import ChainHead, Event
from statements.compiled import compiled
from statements.inserting import insert
from statements.updating import update
from vault import cipher, keys
from vault.errors import Erased


class Actor(Protocol):
    """Who acts, and as whom; ``accounts.actor.Actor`` is one."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def role(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def acting_for(self) -> UUID | None: ...
    @property
    def purpose(self) -> str: ...


def append(
    name: str,
    *,
    actor: Actor,
    subjects: Iterable[UUID] = (),
    case: UUID | None = None,
    payload: Mapping[str, Any] | None = None,
    purpose: str = "",
    chain: bool = False,
    now: datetime | None = None,
) -> Event:
    """Record that something happened. ``name`` is ``room.verb_noun`` (``cases.take_case``).

    ``subjects`` are the ids of the persons whom it is about. Payload and purpose may hold personal
    data: they are sealed under the first subject's key, or under the system's when there is no
    subject (or no key any more). ``chain=True`` makes the event the next step of its case's chain;
    it needs ``case`` and is for changes of state, never for reads.
    """
    subject_ids = list(dict.fromkeys(subjects))
    event = Event(
        name=name,
        at=now or timezone.now(),
        user_id=actor.user_id,
        role=actor.role,
        office=actor.office or "",
        acting_for=actor.acting_for,
        case_id=case,
    )
    purpose = purpose or actor.purpose
    _seal_payload(
        event, subject_ids, {**(payload or {}), **({"purpose": purpose} if purpose else {})}
    )
    if not chain:
        event.hash = digests.of_event(event, subject_ids)
        writing.add(event, subject_ids)
        return event
    with transaction.atomic(savepoint=False):
        head = _next_in_chain(event)
        event.hash = digests.of_event(event, subject_ids)
        writing.add(event, subject_ids)
        _move_head(head, event)
    return event


def read(
    name: str,
    *,
    actor: Actor,
    subjects: Iterable[UUID],
    case: UUID | None = None,
    purpose: str = "",
) -> Event:
    """Record that staff read people's data: one event for a page, however many people are on it."""
    return append(name, actor=actor, subjects=subjects, case=case, purpose=purpose)


def payload_of(event: Event) -> dict[str, Any]:
    """What the event says, purpose included. Raises ``vault.errors.Erased`` or ``Damaged``."""
    if event.sealed is None:
        return {}
    data: dict[str, Any] = json.loads(open_payload(event)[digests.SALT_BYTES :])
    return data


def open_payload(event: Event) -> bytes:
    """Salt ‖ payload of an event that has one."""
    assert event.sealed is not None
    assert event.sealed_for is not None
    key = keys.subject(event.sealed_for).for_purpose("audit/1")
    return cipher.decrypt(key, _context(event), bytes(event.sealed))


def _seal_payload(event: Event, subject_ids: list[UUID], payload: dict[str, Any]) -> None:
    if not payload:
        event.digest = digests.of_payload(b"", b"")
        return
    text = json.dumps(payload, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    salt = secrets.token_bytes(digests.SALT_BYTES)
    event.digest = digests.of_payload(salt, text.encode())
    event.sealed_for, subject_keys = _keys_for(subject_ids)
    key = subject_keys.for_purpose("audit/1")
    event.sealed = cipher.encrypt(key, _context(event), salt + text.encode())


def _keys_for(subject_ids: list[UUID]) -> tuple[UUID, keys.SubjectKeys]:
    if subject_ids:
        try:
            return subject_ids[0], keys.subject(subject_ids[0])
        except Erased:
            pass
    return keys.SYSTEM_SUBJECT, keys.system()


def _context(event: Event) -> list[Any]:
    return ["audit/1", event.sealed_for, bytes(event.digest)]


def _next_in_chain(event: Event) -> ChainHead:
    """Number the event after the last one of its case; the head row stays locked until commit."""
    if event.case_id is None:
        raise ValueError("a chained event needs its case")
    head = _head(event.case_id) or _begun(event.case_id) or _head(event.case_id)
    assert head is not None  # whoever was first has committed it
    event.case_seq = head.seq + 1
    event.prev_hash = bytes(head.hash)
    return head


def _head(case_id: UUID) -> ChainHead | None:
    return next(iter(_locked_heads(case_id=case_id)), None)


@compiled
def _locked_heads(*, case_id: UUID) -> "QuerySet[ChainHead]":
    return ChainHead.objects.select_for_update().filter(case_id=case_id)


def _begun(case_id: UUID) -> ChainHead | None:
    """A new head, which nobody else sees before commit. Of two that begin at once, the second waits
    here, gets None and follows."""
    fresh = ChainHead(case_id=case_id, seq=0, hash=digests.NO_PREVIOUS)
    try:
        with transaction.atomic():
            insert(fresh)
    except IntegrityError:
        return None
    return fresh


def _move_head(head: ChainHead, event: Event) -> None:
    head.seq, head.hash = head.seq + 1, event.hash
    update(head, "seq", "hash")
