"""What an office is called. Roles and checks hold codes; the rooms above know the names."""

from collections.abc import Callable

Namer = Callable[[str], str]
"""From a code to the name in the active language; empty for a code that it does not know."""

_namers: list[Namer] = []


def named_by(namer: Namer) -> None:
    """Ask this room, too, for the name of a code."""
    if namer not in _namers:
        _namers.append(namer)


def name_of(code: str) -> str:
    """The name in the active language; the code itself where nobody knows one."""
    return next((name for namer in _namers if (name := namer(code))), code)
