"""The clock of a case: a pure function of its ledger and the country's way of counting days.

Nothing is counted daily and nothing is overwritten: what the clock says follows from entries, each
with its day of legal effect, and the order in which they were written down does not matter.

Counting, as the pack's calendar has it: where the day of an event is not counted, neither the day
of the start nor the day on which a pause ends is; where it is counted, both are. A day on which a
pause begins is never counted (the clock stands from the day on which a ground arose).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from permits.calendar import Calendar

ONE_DAY = timedelta(days=1)
NEVER = date.max


class Kind(StrEnum):
    """``RUN_ON`` corrects a resume that proved wrong: the pause has not ended. It is never read."""

    START = "start"
    STOP = "stop"
    RESUME = "resume"
    RUN_ON = "run_on"
    EXTEND = "extend"
    END = "end"


class Cause(StrEnum):
    """Why the clock stands, which also says for whom one waits."""

    LIMIT = "limit"
    SUSPENSION = "suspension"
    OTHER_BODY = "other_body"
    CARD = "card"
    EXTENSION = "extension"
    CASE_ENDED = "case_ended"


WAITING_FOR = {
    Cause.SUSPENSION: "applicant",
    Cause.OTHER_BODY: "nobody",
    Cause.CARD: "applicant",
}
SUSPENSIONS = frozenset({Cause.SUSPENSION, Cause.OTHER_BODY})


class Status(StrEnum):
    OFF = "off"
    RUNNING = "running"
    STOPPED = "stopped"
    ENDED = "ended"


@dataclass(frozen=True)
class Entry:
    """A line of the ledger. ``ground`` ties a stop to its resume; ``days``: of start and extend."""

    kind: Kind
    on: date
    ground: str
    cause: Cause
    legal_basis: str = ""
    days: int = 0


@dataclass(frozen=True)
class Pause:
    """A ground on which the clock stands: from its first day to the day on which it ended."""

    start: date
    end: date | None
    ground: str
    cause: Cause
    legal_basis: str
    days: int


@dataclass(frozen=True)
class Reading:
    """What the clock says on a day: day ``day`` of ``of``, ``left`` days to go, due on ``due``.

    ``due`` is None while the clock is off or stands. ``waiting_for``: office, applicant or nobody.
    """

    status: Status
    started: date | None = None
    day: int = 0
    of: int = 0
    due: date | None = None
    paused_days: int = 0
    pauses: tuple[Pause, ...] = ()
    waiting_for: str = "office"
    overdue: bool = False

    @property
    def left(self) -> int:
        return max(0, self.of - self.day)


def read(
    entries: Iterable[Entry],
    *,
    calendar: Calendar,
    today: date,
    minimum_after_suspension: int = 0,
) -> Reading:
    """Read the ledger as it stands on ``today``; entries of later days are not known yet.

    ``minimum_after_suspension`` is the number of days that remain at least once a suspension has
    ended (a period of the pack). Raises ``ValueError`` when there is more than one start or end.
    """
    known = [entry for entry in entries if entry.on <= today]
    start = _only(Kind.START, known)
    end = _only(Kind.END, known)
    if start is None:
        return Reading(Status.ENDED if end else Status.OFF, waiting_for=_turn(end, []))
    last = min(today, end.on) if end else today
    grounds = _grounds(known, calendar, last)
    days = _Days(
        start.on,
        calendar,
        [(ground.start, _first_day_after(ground, calendar)) for ground in grounds],
    )
    total = _total(start, known, grounds, days, calendar, minimum_after_suspension)
    standing = [ground for ground in grounds if ground.end is None]
    raw = days.when(total)
    due = calendar.roll(raw) if raw and not standing else None
    running = not end and not standing
    return Reading(
        status=Status.ENDED if end else Status.STOPPED if standing else Status.RUNNING,
        started=start.on,
        day=days.counted(last),
        of=total,
        due=due,
        paused_days=days.paused(last),
        pauses=tuple(grounds),
        waiting_for=_turn(end, standing),
        overdue=running and due is not None and due < today,
    )


def _only(kind: Kind, entries: list[Entry]) -> Entry | None:
    found = {entry for entry in entries if entry.kind is kind}
    if len(found) > 1:
        raise ValueError(f"more than one {kind} in a ledger")
    return next(iter(found), None)


def _turn(end: Entry | None, standing: list[Pause]) -> str:
    if end:
        return "nobody"
    latest = max(standing, key=lambda ground: (ground.start, ground.ground), default=None)
    return WAITING_FOR[latest.cause] if latest else "office"


def _grounds(entries: list[Entry], calendar: Calendar, last: date) -> list[Pause]:
    """Stops with their resumes, by first day; what ends with the case counts up to ``last``."""
    resumed = {entry.ground: entry.on for entry in entries if entry.kind is Kind.RESUME}
    pauses = []
    for stop in entries:
        if stop.kind is not Kind.STOP:
            continue
        end = resumed.get(stop.ground)
        end = max(end, stop.on) if end else None
        counted_end = min(end, last) if end else last
        event_day = 0 if end and calendar.counts_event_day else 1
        days = max(0, (counted_end - stop.on).days + event_day)
        pauses.append(Pause(stop.on, end, stop.ground, stop.cause, stop.legal_basis, days))
    return sorted(pauses, key=lambda pause: (pause.start, pause.end or NEVER, pause.ground))


def _first_day_after(pause: Pause, calendar: Calendar) -> date:
    """The first day that may be counted again."""
    if pause.end is None:
        return NEVER
    return pause.end if calendar.counts_event_day else pause.end + ONE_DAY


def _total(
    start: Entry,
    entries: list[Entry],
    grounds: list[Pause],
    days: "_Days",
    calendar: Calendar,
    minimum: int,
) -> int:
    """The limit, its extensions, and what the minimum after each suspension adds.

    A suspension that began when the limit was already over heals nothing.
    """
    total = start.days + sum(entry.days for entry in entries if entry.kind is Kind.EXTEND)
    ended = [ground for ground in grounds if ground.end and ground.cause in SUSPENSIONS]
    for ground in sorted(ended, key=lambda one: (one.end, one.start, one.ground)):
        raw = days.when(total)
        if raw is None or calendar.roll(raw) >= ground.start:
            before = _first_day_after(ground, calendar) - ONE_DAY
            total = max(total, days.counted(before) + minimum)
    return total


class _Days:
    """Counted days from the start on, with the gaps in which the clock stands (half-open)."""

    def __init__(self, start: date, calendar: Calendar, gaps: list[tuple[date, date]]) -> None:
        self.first = start if calendar.counts_event_day else start + ONE_DAY
        self.gaps: list[tuple[date, date]] = []
        for stopped, after in sorted(gaps):
            begin = max(stopped, self.first)
            if begin >= after:
                continue
            if self.gaps and begin <= self.gaps[-1][1]:
                self.gaps[-1] = (self.gaps[-1][0], max(self.gaps[-1][1], after))
            else:
                self.gaps.append((begin, after))

    def paused(self, day: date) -> int:
        """Days on which the clock stood, up to and including ``day``."""
        tomorrow = day + ONE_DAY
        return sum(
            (min(after, tomorrow) - begin).days for begin, after in self.gaps if begin < tomorrow
        )

    def counted(self, day: date) -> int:
        """Days that count, up to and including ``day``."""
        return max(0, (day - self.first).days + 1 - self.paused(day))

    def when(self, count: int) -> date | None:
        """The day on which ``count`` days are used up; None while a gap before it has no end."""
        day = self.first + timedelta(days=count - 1)
        for begin, after in self.gaps:
            if begin > day:
                break
            if after == NEVER:
                return None
            day += after - begin
        return day
