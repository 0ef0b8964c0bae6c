"""What an office is called. Roles and checks hold codes; the rooms above know the names."""

from collections.abc import Callable, Mapping

from i18n.languages import current

Names = Mapping[str, str]
"""The name by language."""

Namer = Callable[[str], Names]
"""From a code to its names; none for a code that it does not know."""

_namers: list[Namer] = []


def named_by(namer: Namer) -> None:
    """Ask this room, too, for the names of a code."""
    if namer not in _namers:
        _namers.append(namer)


def names_of(code: str) -> dict[str, str]:
    """The name by language; empty where nobody knows one."""
    return next((dict(names) for namer in _namers if (names := namer(code))), {})


def spoken(names: Names) -> str:
    """The one of ``names`` for the active language, or the English one."""
    return names.get(current()) or names.get("en") or ""


def name_of(code: str) -> str:
    """The name in the active language; the code itself where nobody knows one."""
    return spoken(names_of(code)) or code
