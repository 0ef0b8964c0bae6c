"""Counting days as a country's law counts them.

The rules are data of the pack: which days are off, whether the day of the event counts, and what
happens when a period ends on a day off. Everything here is pure: dates in, dates out.
"""

import calendar as months
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

ONE_DAY = timedelta(days=1)


class Rolling(StrEnum):
    """What becomes of a last day that is a day off."""

    FORWARD = "forward"
    BACKWARD = "backward"
    NONE = "none"


@lru_cache(maxsize=256)
def easter_sunday(year: int) -> date:
    """Easter of the Gregorian calendar (Meeus/Jones/Butcher; tables in the tests)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def months_later(start: date, count: int) -> date:
    """The same-numbered day ``count`` months later, or the last day of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Calendar:
    """Working days and periods of one country.

    ``weekend`` holds weekday numbers (Monday is 0), ``fixed`` pairs of month and day, ``easter``
    offsets in days from Easter Sunday, ``single`` days off of one year only.
    """

    weekend: frozenset[int] = frozenset({5, 6})
    fixed: frozenset[tuple[int, int]] = frozenset()
    easter: frozenset[int] = frozenset()
    single: frozenset[date] = field(default_factory=frozenset)
    counts_event_day: bool = False
    rolling: Rolling = Rolling.FORWARD

    def is_holiday(self, day: date) -> bool:
        return (
            (day.month, day.day) in self.fixed
            or day in self.single
            or (day - easter_sunday(day.year)).days in self.easter
        )

    def is_working(self, day: date) -> bool:
        return day.weekday() not in self.weekend and not self.is_holiday(day)

    def roll(self, day: date) -> date:
        """The day on which a period that would end on ``day`` really ends."""
        if self.rolling is Rolling.NONE:
            return day
        step = ONE_DAY if self.rolling is Rolling.FORWARD else -ONE_DAY
        while not self.is_working(day):
            day += step
        return day

    def next_working(self, day: date) -> date:
        """``day`` itself if people work on it, else the next day on which they do."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def after_days(self, start: date, days: int) -> date:
        """Last day of a period of ``days`` calendar days that an event on ``start`` set off."""
        return self.roll(self.raw_after_days(start, days))

    def raw_after_days(self, start: date, days: int) -> date:
        """As ``after_days`` but before rolling: what a machine stamps, not what binds."""
        return start + timedelta(days=days - (1 if self.counts_event_day else 0))

    def after_months(self, start: date, count: int) -> date:
        """Last day of a period of months: the same-numbered day, or the last one of the month."""
        day = months_later(start, count)
        if self.counts_event_day:
            day -= ONE_DAY
        return self.roll(day)

    def after_working_days(self, start: date, count: int) -> date:
        """Last day of a period of ``count`` working days."""
        day, left = start, count
        if self.counts_event_day and self.is_working(day):
            left -= 1
        while left > 0:
            day += ONE_DAY
            left -= self.is_working(day)
        return day

    def before_days(self, end: date, days: int) -> date:
        """First day of a window of ``days`` days that closes on ``end``; windows do not roll."""
        return end - timedelta(days=days)

    def day_number(self, start: date, day: date) -> int:
        """How many days of a period that began on ``start`` are used up on ``day``."""
        return (day - start).days + (1 if self.counts_event_day else 0)
