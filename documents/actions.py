"""Everything that is done with files. Rooms above check the right and then call these."""

from __future__ import annotations

import io
from typing import Protocol

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Person
from audit import log as audit_log
from documents.errors import Refused
from documents.intake import Intake
from documents.models import Document, State
from documents.opening import open_plain
from documents.rows import discard
from documents.serving import respond, respond_preview

__all__ = [
    "clear_abandoned",
    "open_plain",
    "remove",
    "respond",
    "respond_preview",
    "store",
    "store_bytes",
]

PIECE = 256 * 1024


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def store(
    stream: Readable,
    *,
    owner: Person,
    name: str,
    size: int | None = None,
    actor: Actor,
    kind: str = "upload",
) -> Document:
    """Seal a file while it arrives. ``size``: the bytes announced, None when unknown.

    Memory stays flat whatever the size. A body that comes over a line may take minutes, so that it
    must not run inside a transaction; bytes that are in memory already may. Raises Refused, whose
    message tells the sender what to do; nothing of the file is kept then.
    """
    intake = Intake(owner=owner, name=name, actor=actor, kind=kind, size=size)
    while piece := _next(stream, intake):
        intake.feed(piece)
    return intake.finish()


def _next(stream: Readable, intake: Intake) -> bytes:
    try:
        return stream.read(PIECE)
    except OSError as error:  # Django's UnreadablePostError is one
        refusal = Refused("cut_off")
        intake.abort(refusal)
        raise refusal from error


def store_bytes(
    data: bytes, *, owner: Person, name: str, media_type: str, actor: Actor, kind: str
) -> Document:
    """Keep a file that the product made itself. May run inside a transaction.

    Raises ValueError when ``data`` is not of ``media_type``, Refused when it cannot be kept.
    """
    document = store(
        io.BytesIO(data), owner=owner, name=name, size=len(data), actor=actor, kind=kind
    )
    if document.media_type != media_type:
        discard(document, reason="wrong_type")
        raise ValueError(f"these bytes are {document.media_type}, not {media_type}")
    return document


@transaction.atomic
def remove(document: Document, *, actor: Actor) -> None:
    """Shred a file: its key now, its bytes after the transaction. A second call changes nothing.

    Only for what is still the person's own (a draft's): files of a case are evidence, and the room
    that linked them must refuse before calling.
    """
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.state == State.REMOVED:
        return
    discard(locked, reason="removed")
    audit_log.append(
        "documents.removed_file",
        actor=actor,
        subjects=[locked.person_id],
        payload={"document": str(locked.pk)},
    )


@transaction.atomic
def clear_abandoned(document: Document) -> None:
    """A crash left this row pending: shred what there is. A row that is done is left alone."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.state == State.PENDING:
        discard(locked, reason="abandoned")
