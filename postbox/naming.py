"""What a message is about, by name; the postbox knows no case, so a room above tells.

Named at the moment of reading: in the reader's language, and for messages of any age.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from postbox.models import Message


@dataclass(frozen=True)
class Name:
    """A case as its person tells it from another: what is applied for, and the number."""

    permit: str
    number: str


Namer = Callable[[Collection[UUID]], Mapping[UUID, Name]]

_namers: list[Namer] = []


def register(namer: Namer) -> None:
    """Call ``namer(ids)`` for the names of cases, in the language being spoken.

    What is asked of it are cases of messages that the reader may see.
    """
    if namer not in _namers:
        _namers.append(namer)


def named(messages: Collection[Message]) -> list[tuple[Message, Name | None]]:
    """Each message with the case that it is about; one query for all of them."""
    ids = {message.case_id for message in messages if message.case_id}
    names: dict[UUID, Name] = {}
    for namer in _namers if ids else ():
        names |= namer(ids)
    return [
        (message, names.get(message.case_id) if message.case_id else None) for message in messages
    ]
