"""Whole weeks, months and quarters of the calendar. No free choice of days: a difference of two
nearly equal spans would tell what one visitor answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

WEEK, MONTH, QUARTER = "week", "month", "quarter"
KINDS = (WEEK, MONTH, QUARTER)


@dataclass(frozen=True)
class Period:
    """From ``start`` to before ``end``."""

    kind: str
    start: date
    end: date

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def before(self) -> Period:
        return period(self.kind, self.start - timedelta(days=1))

    @property
    def after(self) -> Period:
        return period(self.kind, self.end)

    def moments(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Its first moment and the first one after it, on the clocks of the centre."""
        return (
            datetime.combine(self.start, time.min, zone),
            datetime.combine(self.end, time.min, zone),
        )


def period(kind: str, day: date) -> Period:
    """The week, month or quarter in which the day lies. Raises ``ValueError``."""
    if kind == WEEK:
        start = day - timedelta(days=day.weekday())
        return Period(kind, start, start + timedelta(days=7))
    if kind == MONTH:
        start = day.replace(day=1)
        return Period(kind, start, _months_on(start, 1))
    if kind == QUARTER:
        start = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        return Period(kind, start, _months_on(start, 3))
    raise ValueError(kind)


def _months_on(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)
