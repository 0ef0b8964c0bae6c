"""When people come of age. That is the law of a country, which a room above knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol


class Law(Protocol):
    """What this room asks of the law that applies here."""

    def of_age_at(self, birth_date: str) -> datetime:
        """The first moment of full age of who was born on ``birth_date`` (``YYYY-MM-DD``)."""

    def today(self, now: datetime | None = None) -> date:
        """The calendar day of ``now`` in that country."""


_laws: list[Callable[[], Law]] = []


def decided_by(law: Callable[[], Law]) -> None:
    """Let ``law`` name the law that applies. From ``ready`` only."""
    _laws[:] = [law]


def law() -> Law:
    """The law that applies here. Raises ``LookupError`` when no room named one."""
    if not _laws:
        raise LookupError("no room knows when people come of age")
    return _laws[0]()
