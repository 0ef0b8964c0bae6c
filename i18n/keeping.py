"""Keeping a chosen language for somebody who has signed in; who that is, a room above knows."""

from collections.abc import Callable
from typing import Any

Keeper = Callable[[Any, str], None]

_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Call ``keeper(user, language)`` whenever a signed-in user chooses a language."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def keep(user: Any, language: str) -> None:
    """Tell everyone who registered."""
    for keeper in _keepers:
        keeper(user, language)
