"""Whether two addresses are of one house, however each of them is spelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

PARTS = re.compile(r"[,;\n]")


def same_house(written: str, parts: Mapping[str, str]) -> bool:
    """Whether ``written`` (its parts divided by commas) is the house of ``parts``.

    ``parts``: ``street``, ``number``, ``city``, ``postal_code``, as the kind of question has them.
    Case, diacritics, blanks and the order within a part say nothing. Of a double number one half is
    enough. Another postal code is another house; without one the town decides.
    """
    town, street = parts.get("city", ""), parts.get("street", "")
    line = _words(f"{street or town} {parts.get('number', '')}")
    divided = [_words(part) for part in PARTS.split(written)]
    for place, part in enumerate(divided):
        others = [word for other in divided[:place] + divided[place + 1 :] for word in other]
        if _same_line(line, part) and _in(others or part, parts.get("postal_code", ""), town):
            return True
    return False


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))


def _same_line(one: list[str], other: list[str]) -> bool:
    """The same names, and numbers of which one side has all of the other's."""
    mine, theirs = set(_numbers(one)), set(_numbers(other))
    if not mine or not theirs or sorted(_names(one)) != sorted(_names(other)):
        return False
    return mine <= theirs or theirs <= mine


def _in(words: list[str], code: str, town: str) -> bool:
    code = "".join(_words(code))
    runs = {"".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)}
    if code and any(_numbers(words)):
        return code in runs
    names = _names(_words(town))
    return bool(names) and set(names) <= set(words)


def _numbers(words: Iterable[str]) -> list[str]:
    return [word for word in words if any(c.isdecimal() for c in word)]


def _names(words: Iterable[str]) -> list[str]:
    return [word for word in words if not any(c.isdecimal() for c in word)]
