"""Slips that a reader of the language sees at once and a keyboard makes easily."""

import re
import unicodedata

_HABITS = {
    "uk": [(re.compile(r"[а-яіїєґ]['ʼ`][а-яіїєґ]", re.IGNORECASE), "the apostrophe is ’ (U+2019)")],
    "ar": [
        (re.compile("[٠-٩۰-۹]"), "digits are 0–9"),
        (re.compile("ـ"), "no kashida"),
        (re.compile(r"[\u0600-\u06ff] ?[,;?](?!\w)"), "Arabic has its own marks: ، ؛ ؟"),
    ],
}
_TWO_SCRIPTS = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")


def slips(form: str, language: str) -> list[str]:
    """What is misspelt in one form; placeholders and markup are already taken out of it."""
    found = [rule for pattern, rule in _HABITS.get(language, []) if pattern.search(form)]
    if not unicodedata.is_normalized("NFC", form):
        found.append("letters are not precomposed (NFC)")
    if match := _TWO_SCRIPTS.search(form):
        found.append(f"Latin and Cyrillic letters in one word: {match.group()!r}")
    return found
