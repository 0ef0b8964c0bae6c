"""When a centre is open: now, next, and on which days otherwise than usual. In its own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from i18n import formats
from permits.hours import Opening, is_open_at, week
from support_centre.models import Centre

LOOK_AHEAD = 30
"""Days in which the next opening is looked for."""

SHOWN = 42
"""Days whose exceptions a centre's page shows."""


@dataclass(frozen=True)
class Standing:
    """How it stands now. ``known``: hours are known at all. ``closes`` while it is open, else
    the day and time of the next opening, if one comes soon; ``tomorrow`` and ``today`` say so."""

    known: bool
    closes: time | None = None
    day: date | None = None
    opens: time | None = None
    today: bool = False
    tomorrow: bool = False

    @property
    def is_open(self) -> bool:
        return self.closes is not None

    @property
    def until(self) -> str:
        return formats.time_of_day(self.closes) if self.closes else ""

    @property
    def at(self) -> str:
        return formats.time_of_day(self.opens) if self.opens else ""


@dataclass(frozen=True)
class OtherDay:
    """A day that is not as usual: its hours, none when closed."""

    day: date
    openings: tuple[Opening, ...]

    @property
    def spans(self) -> str:
        return ", ".join(formats.span(each.start, each.end) for each in self.openings)


def standing(centre: Centre, now: datetime) -> Standing:
    local = now.astimezone(centre.country.time_zone)
    today, clock = local.date(), local.time()
    openings = centre.openings_on(today)
    for opening in openings:
        if is_open_at([opening], clock):
            return Standing(known=True, closes=opening.end)
    for ahead in range(LOOK_AHEAD):
        day = today + timedelta(days=ahead)
        for opening in centre.openings_on(day):
            if ahead or opening.start > clock:
                return Standing(
                    known=True,
                    day=day,
                    opens=opening.start,
                    today=ahead == 0,
                    tomorrow=ahead == 1,
                )
    return Standing(known=bool(centre.hours))


def usual_week(centre: Centre) -> list[tuple[str, str]]:
    """Days of the week with their hours, in the language being spoken."""
    return week(centre.week_openings())


def exceptions(centre: Centre, now: datetime) -> list[OtherDay]:
    """The next weeks' days on which the centre is not open as its week says."""
    today = centre.today(now)
    found = []
    for ahead in range(SHOWN):
        day = today + timedelta(days=ahead)
        usual = [each for each in centre.week_openings() if each.day == day.weekday()]
        real = centre.openings_on(day)
        if real != usual:
            found.append(OtherDay(day, tuple(real)))
    return found
