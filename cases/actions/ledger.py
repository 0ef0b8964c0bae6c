"""The clock's entries of a case: adding one, reading the clock, and what the case caches of it."""

from collections.abc import Iterable
from datetime import date

from cases.clock import Cause, Entry, Kind, Reading, read
from cases.lifecycle import State
from cases.models import Case, ClockEntry
from cases.models.queues import FAR
from permits.packs import Pack, load_pack
from statements.inserting import insert

ENDS = (Kind.RESUME, Kind.RUN_ON)
"""What is said of the end of a pause: its day, or that it has none yet."""


def add(
    case: Case,
    kind: Kind,
    *,
    on: date,
    ground: str,
    cause: Cause,
    legal_basis: str = "",
    days: int | None = None,
) -> ClockEntry:
    """One entry with its day of legal effect. The end of a pause corrects the one known before."""
    return insert(
        ClockEntry(
            case=case,
            corrects=_end_of(case, ground) if kind in ENDS else None,
            kind=kind,
            on=on,
            ground=ground,
            cause=cause,
            legal_basis=legal_basis,
            days=days,
        )
    )


def _end_of(case: Case, ground: str) -> ClockEntry | None:
    return case.clock_entries.filter(ground=ground, kind__in=ENDS, corrected=None).first()


def clock_of(case: Case, today: date, pack: Pack | None = None) -> Reading:
    """What the clock of the case says on that day. Reads prefetched ``clock_entries``."""
    return reading_of(case.clock_entries.all(), today, pack or load_pack(case.pack))


def reading_of(entries: Iterable[ClockEntry], today: date, pack: Pack) -> Reading:
    """What these entries say on that day; what was corrected says nothing any more."""
    rows = list(entries)
    gone = {row.corrects_id for row in rows}
    return read(
        [entry_of(row) for row in rows if row.pk not in gone and row.kind != Kind.RUN_ON],
        calendar=pack.calendar,
        today=today,
        minimum_after_suspension=pack.period("after_suspension_minimum").days,
    )


def entry_of(row: ClockEntry) -> Entry:
    return Entry(
        Kind(row.kind),
        row.on,
        row.ground,
        Cause(row.cause),
        row.legal_basis,
        row.days or 0,
    )


def refresh(case: Case, pack: Pack, reading: Reading) -> None:
    """Set ``due_on``, ``waiting_for``, ``queue_on`` (unsaved) from clock and ``case.standing``."""
    case.due_on = reading.due
    case.waiting_for = _waiting_for(case, reading)
    case.queue_on = _queue_on(case, pack, reading)


def _waiting_for(case: Case, reading: Reading) -> str:
    now = case.standing
    if case.state not in (
        State.RECEIVED,
        State.OPEN,
        State.SUSPENDED,
        State.PRE_APPROVED,
    ):
        return Case.WaitingFor.NOBODY
    if case.state == State.RECEIVED and now.lodged_on is None:
        return Case.WaitingFor.APPLICANT
    if case.state == State.PRE_APPROVED:
        being_made = now.ready_on is None and (
            now.biometrics_on is not None or not case.permit_type.biometrics
        )
        return Case.WaitingFor.OFFICE if being_made else Case.WaitingFor.APPLICANT
    if now.open_requests:
        return Case.WaitingFor.APPLICANT
    return reading.waiting_for


def _queue_on(case: Case, pack: Pack, reading: Reading) -> date:
    """The day by which somebody of the office should look at the case."""
    now = case.standing
    if case.is_ended:
        return FAR
    if case.state == State.RECEIVED:
        if now.lodged_on is None:
            return now.appear_by or FAR
        return pack.calendar.after_days(now.lodged_on, case.limit_days)
    if case.state == State.PRE_APPROVED:
        return now.collect_by or FAR
    days = [day for day in (reading.due, now.request_due, now.lapses_on) if day]
    return min(days, default=FAR)
