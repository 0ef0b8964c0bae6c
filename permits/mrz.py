"""Machine-readable zones of travel documents: ICAO Doc 9303 parts 3 to 7.

TD1 (cards, 3 × 30), TD2 (2 × 36), TD3 (passports, 2 × 44), MRV-A and MRV-B (visas, 2 × 44 and
2 × 36). Forgiving in what it takes (blanks, lower case, ``«`` for ``<<``), exact in what it
accepts.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

FILLER = "<"
WEIGHTS = (7, 3, 1)


class MrzError(ValueError):
    """Not a zone, or a check digit does not agree.

    ``reason`` is ``shape``, ``number``, ``birth``, ``expiry``, ``optional`` or ``composite``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Mrz:
    """What the zone says. States are the three-letter codes of ICAO 9303-3, dates ISO or empty."""

    format: str
    kind: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth_date: str
    sex: str
    valid_until: str
    optional: str


def check_digit(text: str) -> str:
    """ICAO 9303-3, 4.9: weights 7-3-1, modulo 10; letters count from 10, the filler is 0.

    Raises ValueError on a character that no zone has.
    """
    total = 0
    for position, character in enumerate(text):
        if character == FILLER:
            value = 0
        elif character.isascii() and character.isdigit():
            value = int(character)
        elif "A" <= character <= "Z":
            value = ord(character) - 55
        else:
            raise ValueError(f"not a character of a machine-readable zone: {character!r}")
        total += value * WEIGHTS[position % 3]
    return str(total % 10)


def lines_of(text: str) -> list[str]:
    """The lines of a pasted zone: blanks out, capitals, a block without breaks cut in lines."""
    cleaned = text.upper().replace("«", "<<").replace("‹", "<")
    lines = [re.sub(r"[^A-Z0-9<]", "", line) for line in re.split(r"[\r\n]+|\s/\s", cleaned)]
    lines = [line for line in lines if line]
    joined = "".join(lines)
    widths = {90: 30, 72: 36, 88: 44}
    if {len(line) for line in lines} - {30, 36, 44} and len(joined) in widths:
        width = widths[len(joined)]
        return [joined[start : start + width] for start in range(0, len(joined), width)]
    return lines


def parse(text: str, *, today: date | None = None) -> Mrz:
    """Read a zone. Raises MrzError when it is none or when a check digit is wrong."""
    lines = lines_of(text)
    shape = (len(lines), *{len(line) for line in lines})
    today = today or timezone.localdate()
    if shape == (3, 30):
        return _td1(lines, today)
    if shape in ((2, 44), (2, 36)):
        return _two_lines(lines, today)
    raise MrzError("shape")


def _two_lines(lines: list[str], today: date) -> Mrz:
    first, second = lines
    visa = first[0] == "V"
    if not (first[0].isalpha() and second[9].isdigit()):
        raise MrzError("shape")
    _verify("number", second[0:9], second[9])
    _verify("birth", second[13:19], second[19])
    _verify("expiry", second[21:27], second[27])
    long = len(second) == 44
    if long and not visa:
        optional = second[28:42]
        # An empty optional field may carry the filler instead of a zero (9303-4, 4.2.2).
        if not (optional.strip(FILLER) == "" and second[42] == FILLER):
            _verify("optional", optional, second[42])
        _verify("composite", second[0:10] + second[13:20] + second[21:43], second[43])
    elif not visa:
        optional = second[28:35]
        _verify("composite", second[0:10] + second[13:20] + second[21:35], second[35])
    else:
        optional = second[28:]
    kind = "MRV-A" if visa and long else "MRV-B" if visa else "TD3" if long else "TD2"
    surname, given = _names(first[5:])
    return Mrz(
        format=kind,
        kind=_plain(first[0:2]),
        issuer=_plain(first[2:5]),
        surname=surname,
        given_names=given,
        number=_plain(second[0:9]),
        nationality=_plain(second[10:13]),
        birth_date=_date(second[13:19], "birth", today),
        sex=_sex(second[20]),
        valid_until=_date(second[21:27], "expiry", today),
        optional=_plain(optional),
    )


def _td1(lines: list[str], today: date) -> Mrz:
    first, second, third = lines
    number, optional = first[5:14], first[15:30]
    if first[14] == FILLER and optional.strip(FILLER):
        # A longer number goes on in the optional field up to its check digit (9303-5, 4.2.2).
        rest, _, optional = optional.partition(FILLER)
        if not rest:
            raise MrzError("number")
        _verify("number", number + rest[:-1], rest[-1])
        number += rest[:-1]
    else:
        _verify("number", number, first[14])
    _verify("birth", second[0:6], second[6])
    _verify("expiry", second[8:14], second[14])
    _verify(
        "composite",
        first[5:30] + second[0:7] + second[8:15] + second[18:29],
        second[29],
    )
    surname, given = _names(third)
    return Mrz(
        format="TD1",
        kind=_plain(first[0:2]),
        issuer=_plain(first[2:5]),
        surname=surname,
        given_names=given,
        number=_plain(number),
        nationality=_plain(second[15:18]),
        birth_date=_date(second[0:6], "birth", today),
        sex=_sex(second[7]),
        valid_until=_date(second[8:14], "expiry", today),
        optional=_plain(optional),
    )


def _verify(reason: str, text: str, digit: str) -> None:
    if check_digit(text) != digit:
        raise MrzError(reason)


def _plain(text: str) -> str:
    return text.replace(FILLER, " ").strip().replace(" ", "")


def _names(text: str) -> tuple[str, str]:
    surname, _, given = text.partition("<<")
    return " ".join(surname.split(FILLER)).strip(), " ".join(given.replace(FILLER, " ").split())


def _sex(letter: str) -> str:
    return {"M": "male", "F": "female"}.get(letter, "other")


def _date(text: str, reason: str, today: date) -> str:
    """YYMMDD as ISO. Nobody is born in the future; a document expires within fifty years.

    Unknown parts are fillers (9303-3, 4.8): then the date stays empty and is typed by hand.
    """
    if not text.isdigit():
        return ""
    century = today.year // 100 * 100
    year = century + int(text[0:2])
    if reason == "birth" and year > today.year:
        year -= 100
    if reason == "expiry" and year > today.year + 50:
        year -= 100
    try:
        return date(year, int(text[2:4]), int(text[4:6])).isoformat()
    except ValueError:
        if "00" in (text[2:4], text[4:6]):
            return ""
        raise MrzError(reason) from None
