"""Countries by their ISO 3166 codes, named and sorted as each language does."""

from functools import cache

from django_countries import countries as iso

from i18n import languages
from i18n.collation import sort_key

# ICAO Doc 9303 part 3: the issuer of specimen documents, and persons whom no state claims.
_OUTSIDE_ISO = {
    "UTO": "Utopia",
}


def country(code: str, language: str | None = None) -> str:
    """The name of a country by its two- or three-letter code; the code itself if unknown."""
    spoken = language or languages.current()
    upper = code.upper()
    if upper in _OUTSIDE_ISO:
        return _OUTSIDE_ISO[upper]
    two_letters = iso.alpha2(upper) if len(upper) == 3 else upper
    return languages.locale(spoken).territories.get(two_letters, code)


@cache
def choices(language: str) -> tuple[tuple[str, str], ...]:
    """Every country as ``(two-letter code, name)``, in the alphabetical order of that language."""
    named = ((code, country(code, language)) for code, _ in iso)
    return tuple(sorted(named, key=lambda pair: sort_key(pair[1], language)))
