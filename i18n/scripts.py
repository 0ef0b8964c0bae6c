"""In which script a text is written, told by its letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from babel.core import get_global
from django.utils.translation import gettext_lazy as _

from i18n.languages import LANGUAGES, locale

# Letters of the four Latin blocks but the micro sign, and the signs and digits that stand by them.
_PLAINLY_LATIN = re.compile(r"[\x00-\xb4\xb6-\u024f\u1e00-\u1eff\u2010-\u203a\u2066-\u2069]*")

LATIN_EXTRAS = " -'’ʼʹ.,"
IN_LATIN = _("Write this name in Latin letters, as in the passport.")
"""What is said of an official name that is not ``is_latin``."""

# How the names of a script's letters begin in Unicode; a script not listed makes nothing foreign.
_LETTERS = {"Latn": "LATIN ", "Cyrl": "CYRILLIC ", "Arab": "ARABIC "}


@cache
def _letters(language: str) -> str:
    """How the names of the letters begin in which a language is written."""
    likely = get_global("likely_subtags").get(locale(language).language, "")
    script = locale(language).script or next(iter(likely.split("_")[1:2]), "")
    return _LETTERS.get(script, "")


def is_foreign(text: str, language: str) -> bool:
    """Whether ``text`` has a letter of a script in which ``language`` is not written."""
    return any(not name.startswith(_letters(language)) for name in _names(text))


def surely_own(language: str) -> Callable[[str], object]:
    """A quick look that says yes to most of what is not foreign, and to nothing that is."""
    return _PLAINLY_LATIN.fullmatch if _letters(language) == "LATIN " else lambda _text: None


def language_of(text: str, other_than: str) -> str:
    """A language of the portal in whose script ``text`` is, where ``other_than`` is in another.

    Empty when the portal speaks none that is written so.
    """
    foreign = [name for name in _names(text) if not name.startswith(_letters(other_than))]
    written = (code for code in LANGUAGES if code != other_than)
    return next(
        (c for c in written if foreign and _letters(c) and foreign[0].startswith(_letters(c))), ""
    )


def _names(text: str) -> list[str]:
    """The names of the letters; modifiers (an apostrophe) belong to no script."""
    return [
        unicodedata.name(c, "")
        for c in unicodedata.normalize("NFKC", text)
        if unicodedata.category(c) in ("Lu", "Ll", "Lt", "Lo")
    ]


def is_latin(text: str) -> bool:
    """Whether every letter is Latin (with any diacritics), as in the visual zone of a passport."""
    return all(
        c in LATIN_EXTRAS
        or unicodedata.name(c, "").startswith("LATIN ")
        or unicodedata.combining(c) > 0
        for c in text
    ) and bool(re.search(r"[^\W\d_]", text))
