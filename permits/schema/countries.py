"""States by their two-letter codes, with the few codes that only travel documents know."""

import unicodedata
from functools import cache

from django.conf import settings
from django.utils.translation import gettext_noop
from django_countries import countries as iso

from i18n import languages
from i18n.collation import sort_key
from i18n.countries import country

# ICAO 9303-3, part D: codes of documents that are not (only) a state's.
WITHOUT_STATE = {
    "XXA": gettext_noop("Stateless person"),
    "XXB": gettext_noop("Refugee (1951 Convention)"),
    "XXC": gettext_noop("Refugee (other)"),
    "XXX": gettext_noop("Nationality unspecified"),
}
SPECIMEN = {"UTO": gettext_noop("Utopia (specimen documents)")}
SPECIAL = WITHOUT_STATE | SPECIMEN
ICAO = {
    "D": "DE",
    "RKS": "XK",
    "GBD": "GB",
    "GBN": "GB",
    "GBO": "GB",
    "GBP": "GB",
    "GBS": "GB",
    "ROM": "RO",
    "ZAR": "CD",
}


def canonical(typed: str) -> str:
    """The stored code for a two- or three-letter code or a name in the active language; or ""."""
    code = typed.strip().upper()
    if code in _special():
        return code
    if code in ICAO:
        return ICAO[code]
    if len(code) in (2, 3) and code.isascii() and code.isalpha():
        alpha2 = "XK" if code == "XK" else iso.alpha2(code)
        if alpha2:
            return str(alpha2)
    folded = _fold(typed)
    return next((c for c, label in choices(people=True) if _fold(label) == folded), "")


def name(code: object, language: str) -> str:
    """The state's name in a language; what is no code as it is."""
    if not isinstance(code, str):
        return ""
    if code in SPECIAL and code in _special():
        return languages.said(SPECIAL[code], language)
    return country(code, language)


def choices(*, people: bool = False) -> list[tuple[str, str]]:
    """Codes and names, sorted for the active language; for people also those without a state."""
    return _choices(languages.current(), people)


@cache
def _choices(language: str, people: bool) -> list[tuple[str, str]]:
    codes = {code for code, _label in iso} | {"XK"}
    named = [(code, country(code, language)) for code in codes]
    extra = dict(SPECIMEN) if settings.DEMONSTRATION else {}
    if people:
        extra |= WITHOUT_STATE
    named.sort(key=lambda pair: sort_key(pair[1], language))
    return named + [(code, name(code, language)) for code in extra]


def _special() -> dict[str, str]:
    return SPECIAL if settings.DEMONSTRATION else WITHOUT_STATE


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
