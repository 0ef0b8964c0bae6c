"""Telling a person what was done to their login; how they are told, a room above knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.actor import Actor
    from accounts.models import Person

Teller = Callable[["Person", "Actor"], None]

_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Call ``teller(person, actor)`` when somebody else changed the e-mail address of a login.

    It runs within the transaction of the change.
    """
    if teller not in _tellers:
        _tellers.append(teller)


def address_changed(person: Person, actor: Actor) -> None:
    """Tell everyone who registered."""
    for teller in _tellers:
        teller(person, actor)
