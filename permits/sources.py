"""The sources of the figures on a page: each named once, at the foot, under its number.

Readers get the law and the authorities' own pages. Where else something was found, and why it is
doubted, are notes of the administration; to readers such a value says "check with the office".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from permits.models import Verified
from permits.packs import Pack


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
    seen: bool

    @property
    def label(self) -> str:
        return str(Verified.SEEN.label) if self.seen else _("Check with the office")


class Sources:
    """Numbered in the order of ``rows``; what shares source and mark shares the number."""

    def __init__(self, rows: Iterable[Sourced], pack: Pack) -> None:
        self._pack = pack
        self._found: dict[tuple[str, bool], Source] = {}
        for row in rows:
            text, seen = key = self._key(row)
            if text:
                self._found.setdefault(key, Source(len(self._found) + 1, text, seen))

    def _key(self, row: Sourced) -> tuple[str, bool]:
        return self._pack.source_for_readers(row.source), row.verified == Verified.SEEN

    def __iter__(self) -> Iterator[Source]:
        return iter(self._found.values())

    def __bool__(self) -> bool:
        return bool(self._found)

    def number_of(self, row: Sourced) -> int | None:
        found = self._found.get(self._key(row))
        return found.number if found else None
