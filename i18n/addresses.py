"""Addresses of pages, made once for each language: only the ids in them differ."""

from functools import lru_cache
from uuid import UUID

from django.urls import reverse

from i18n import languages

STAND_IN = UUID(int=0)
"""The id of no row: an address that is made once for all rows holds it where each has its own."""
_STAND_IN = str(STAND_IN)


def address(name: str, *args: UUID | str | int, language: str = "") -> str:
    """What ``reverse`` gives for these arguments, from memory. Words and numbers must be few.

    ``language``: the one being spoken, where many addresses are made.
    """
    ids = [each for each in args if isinstance(each, UUID)]
    found = _pattern(name, language or languages.current(), tuple(map(_shape, args)))
    return found % tuple(ids)


def with_id(text: str, own: UUID | str) -> str:
    """A text in whose addresses this id takes the place of the one that stands in."""
    return text.replace(_STAND_IN, str(own))


def _shape(argument: UUID | str | int) -> str | int | None:
    return None if isinstance(argument, UUID) else argument


@lru_cache(maxsize=512)
def _pattern(name: str, language: str, shape: tuple[str | int | None, ...]) -> str:
    """The address with ``%s`` for each id, in their order."""
    stand_ins = [UUID(int=number) for number in range(len(shape))]
    args = [own if each is None else each for each, own in zip(shape, stand_ins, strict=True)]
    with languages.using(language):
        found = reverse(name, args=args).replace("%", "%%")
    for own in stand_ins:
        found = found.replace(str(own), "%s")
    return found
