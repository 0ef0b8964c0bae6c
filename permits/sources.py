"""The sources of the figures on a page: each named once, at the foot, under its number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from permits.models import Verified


class Sourced(Protocol):
    """A value that says where it comes from: a fee, a limit, a mark, an office."""

    @property
    def source(self) -> str: ...

    @property
    def verified(self) -> str: ...


@dataclass(frozen=True)
class Source:
    number: int
    text: str
    verified: str

    @property
    def seen(self) -> bool:
        return self.verified == Verified.SEEN

    @property
    def label(self) -> str:
        return str(Verified(self.verified).label)


class Sources:
    """Numbered in the order of ``rows``; what shares source and mark shares the number."""

    def __init__(self, rows: Iterable[Sourced]) -> None:
        self._found: dict[tuple[str, str], Source] = {}
        for row in rows:
            if row.source:
                key = (row.source, row.verified)
                self._found.setdefault(key, Source(len(self._found) + 1, *key))

    def __iter__(self) -> Iterator[Source]:
        return iter(self._found.values())

    def __bool__(self) -> bool:
        return bool(self._found)

    def number_of(self, row: Sourced) -> int | None:
        found = self._found.get((row.source, row.verified))
        return found.number if found else None
