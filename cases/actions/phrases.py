"""Approved phrases of the pack, by kind and code."""

from collections.abc import Iterable

from permits.models import Phrase


class UnknownPhrase(LookupError):
    """The pack has no such phrase."""


def known(pack: str, kind: str, code: str) -> Phrase:
    """The phrase; raises ``UnknownPhrase``."""
    try:
        return Phrase.objects.get(pack=pack, kind=kind, code=code)
    except Phrase.DoesNotExist:
        raise UnknownPhrase(kind, code) from None


def several(pack: str, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Phrase]:
    """Phrases by kind and code, in one query; raises ``UnknownPhrase`` when one is missing."""
    keys = set(wanted)
    rows = Phrase.objects.filter(pack=pack, code__in={code for _kind, code in keys})
    found = {(row.kind, row.code): row for row in rows}
    for key in sorted(keys):
        if key not in found:
            raise UnknownPhrase(*key)
    return found
