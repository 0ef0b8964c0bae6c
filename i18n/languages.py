"""The languages of the portal: codes, own names, direction, and speaking one for a while."""

from functools import cache, lru_cache

from babel import Locale
from django.conf import settings
from django.utils import translation

LANGUAGES: tuple[str, ...] = tuple(code for code, _ in settings.LANGUAGES)

# English here is British: CLDR's plain "en" writes dates the American way.
_CLDR = {"en": "en_GB"}

using = translation.override
"""``with using("uk"): …`` speaks that language inside the block and restores the former one."""


def own_name(code: str) -> str:
    """How the language calls itself: ``Čeština``. Raises KeyError for a language we do not have."""
    return dict(settings.LANGUAGES)[code]


@cache
def locale(code: str) -> Locale:
    """The CLDR data of one of our languages."""
    return Locale.parse(_CLDR.get(code, code).replace("-", "_"))


def direction(code: str) -> str:
    """``"rtl"`` or ``"ltr"``, as the HTML attribute ``dir`` wants it."""
    return locale(code).text_direction


def current() -> str:
    """The language being spoken now; the default one where nothing was activated."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    return code if code in LANGUAGES else settings.LANGUAGE_CODE


@lru_cache(maxsize=8192)
def said(message: str, language: str, context: str = "") -> str:
    """The message in a language, from memory: for what many rows say. Never a person's words."""
    with using(language):
        if context:
            return translation.pgettext(context, message)
        return translation.gettext(message)


def known(code: str | None) -> str | None:
    """``code`` when the portal speaks it, else None."""
    return code if code in LANGUAGES else None


NEAREST = {"ru": "uk", "sk": "cs"}
"""In which language of the portal somebody reads most easily who speaks none of them."""


def nearest(code: str) -> str:
    """The language in which the portal prints and shows texts to who speaks ``code``."""
    return known(code) or NEAREST.get(code) or "en"


def language_of_path(path: str) -> str | None:
    """The language that an address such as ``/uk/permits/`` names, or None."""
    return known(path.lstrip("/").partition("/")[0])
