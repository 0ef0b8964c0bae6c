"""Opening hours: written once as data, read in every language.

Written as ``Mo,We 08:00-17:00; Fr 08:00-11:00,12:00-14:00``: days, then one or more spans. It is a
part of the opening_hours format of OpenStreetMap.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from i18n import formats

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_RULE = re.compile(r"(?P<days>[A-Za-z,]+) (?P<spans>[0-9:,-]+)")
_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


@dataclass(frozen=True, order=True)
class Opening:
    """One span of one weekday (0 is Monday), in the time of the office."""

    day: int
    start: time
    end: time


def parse(text: str) -> list[Opening]:
    """All openings in the order of the week; none for an empty text. Raises ``ValueError``."""
    rules = [rule.strip() for rule in text.split(";") if rule.strip()]
    return sorted(opening for rule in rules for opening in _openings(rule))


def is_open_at(openings: Iterable[Opening], moment: time) -> bool:
    """Whether one of a day's openings holds that time; the minute of closing is closed."""
    return any(opening.start <= moment < opening.end for opening in openings)


def week(openings: Iterable[Opening]) -> list[tuple[str, str]]:
    """Each day on which it is open, with its hours, in the language being spoken."""
    days: dict[int, list[str]] = {}
    for opening in openings:
        days.setdefault(opening.day, []).append(formats.span(opening.start, opening.end))
    return [(formats.weekday(day), ", ".join(spans)) for day, spans in days.items()]


def _openings(rule: str) -> list[Opening]:
    found = _RULE.fullmatch(rule)
    if not found or not set(found["days"].split(",")) <= set(DAYS):
        raise ValueError(f"'{rule}' is not written like 'Mo,We 08:00-17:00'")
    days = [DAYS.index(day) for day in found["days"].split(",")]
    return [Opening(day, *span) for day in days for span in map(_span, found["spans"].split(","))]


def _span(text: str) -> tuple[time, time]:
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is not written like '08:00-17:00'")
    first, second, third, fourth = map(int, found.groups())
    start, end = time(first, second), time(third, fourth)
    if end <= start:
        raise ValueError(f"'{text}' ends before it begins")
    return start, end
