"""What rooms above this one keep in a pack: they name themselves here, and are loaded with it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from permits.loading.writing import Report


@dataclass(frozen=True)
class Part:
    """Some file of a pack that another room owns.

    ``read`` checks it and raises ``BadPack``; ``write`` takes what was read and the pack's code,
    within the transaction of the whole load.
    """

    name: str
    read: Callable[[Path], Any]
    write: Callable[[Any, str], Report]


_PARTS: dict[str, Part] = {}


def register(part: Part) -> None:
    _PARTS[part.name] = part


def registered() -> list[Part]:
    """In the order of their names, so that every load is alike."""
    return [_PARTS[name] for name in sorted(_PARTS)]
