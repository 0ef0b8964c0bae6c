"""The clock: vectors of the law, another country's counting, what holds of any ledger."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.clock import Cause, Entry, Kind, Status, read
from permits.packs import load_pack

CZ = load_pack("cz")
UTO = load_pack("uto")
START = date(2026, 9, 1)
FAR = date(2031, 12, 31)


def started(days: int = 60, on: date = START) -> Entry:
    return Entry(Kind.START, on, "limit", Cause.LIMIT, days=days)


def stop(on: date, ground: str = "a", cause: Cause = Cause.SUSPENSION) -> Entry:
    return Entry(Kind.STOP, on, ground, cause, "law")


def resume(on: date, ground: str = "a", cause: Cause = Cause.SUSPENSION) -> Entry:
    return Entry(Kind.RESUME, on, ground, cause)


def clock(*entries: Entry, today: date = FAR, minimum: int = 0, pack=CZ):
    return read(entries, calendar=pack.calendar, today=today, minimum_after_suspension=minimum)


def test_before_the_start_there_is_no_clock() -> None:
    reading = clock()
    assert (reading.status, reading.day, reading.due) == (Status.OFF, 0, None)
    assert reading.waiting_for == "office"


def test_sixty_days_that_end_on_a_saturday_end_on_monday() -> None:
    assert clock(started()).due == date(2026, 11, 2)


def test_the_day_of_the_start_is_not_counted() -> None:
    assert clock(started(), today=START).day == 0
    assert clock(started(), today=date(2026, 9, 2)).day == 1
    assert clock(started(), today=date(2026, 9, 24)).day == 23


def test_suspended_from_21_september_to_26_october() -> None:
    entries = (started(), stop(date(2026, 9, 21)), resume(date(2026, 10, 26)))
    reading = clock(*entries, today=date(2026, 10, 26))
    assert (reading.day, reading.left, reading.of) == (19, 41, 60)
    assert reading.due == date(2026, 12, 7)  # 6 December is a Sunday
    assert reading.paused_days == 36


def test_at_least_fifteen_days_remain_after_a_suspension() -> None:
    # eight days left when suspended, resumed on 1 December
    entries = (started(), stop(date(2026, 10, 24)), resume(date(2026, 12, 1)))
    assert clock(*entries, today=date(2026, 12, 1)).left == 8
    reading = clock(*entries, today=date(2026, 12, 1), minimum=15)
    assert (reading.left, reading.due) == (15, date(2026, 12, 16))


def test_waiting_for_the_card_gives_no_extra_days() -> None:
    entries = (
        started(),
        stop(date(2026, 10, 24), cause=Cause.CARD),
        resume(date(2026, 12, 1), cause=Cause.CARD),
    )
    assert clock(*entries, minimum=15).left == clock(*entries).left


def test_a_suspension_after_the_end_of_the_limit_heals_nothing() -> None:
    late = (started(), stop(date(2026, 12, 1)), resume(date(2027, 1, 4)))
    reading = clock(*late, today=date(2027, 1, 5), minimum=15)
    assert reading.of == 60
    assert reading.overdue


def test_an_extension_window_of_120_days_before_the_card_ends() -> None:
    assert CZ.calendar.before_days(date(2027, 2, 28), 120) == date(2026, 10, 31)


def test_an_extension_adds_its_days() -> None:
    longer = Entry(Kind.EXTEND, date(2026, 9, 10), "e", Cause.EXTENSION, days=30)
    reading = clock(started(), longer)
    assert (reading.of, reading.due) == (90, date(2026, 11, 30))


def test_while_a_ground_is_open_there_is_no_due_date() -> None:
    reading = clock(started(), stop(date(2026, 9, 21)), today=date(2026, 9, 30))
    assert (reading.status, reading.due, reading.day) == (Status.STOPPED, None, 19)
    assert reading.waiting_for == "applicant"
    assert reading.pauses[0].days == 10


def test_the_clock_runs_only_when_no_ground_is_open() -> None:
    entries = (
        started(),
        stop(date(2026, 9, 21), "a"),
        stop(date(2026, 9, 25), "b", Cause.OTHER_BODY),
        resume(date(2026, 10, 1), "a"),
    )
    reading = clock(*entries, today=date(2026, 10, 5))
    assert reading.status is Status.STOPPED
    assert reading.waiting_for == "nobody"
    both = clock(*entries, resume(date(2026, 10, 26), "b", Cause.OTHER_BODY))
    assert both.due == date(2026, 12, 7)


def test_a_resume_takes_effect_on_its_day_however_late_it_is_written_down() -> None:
    entries = [started(), stop(date(2026, 9, 21)), resume(date(2026, 10, 26))]
    assert clock(*entries).due == clock(*reversed(entries)).due == date(2026, 12, 7)


def test_an_end_freezes_the_count() -> None:
    end = Entry(Kind.END, date(2026, 9, 11), "end", Cause.CASE_ENDED)
    reading = clock(started(), end)
    assert (reading.status, reading.day, reading.waiting_for) == (
        Status.ENDED,
        10,
        "nobody",
    )
    assert not reading.overdue


def test_two_starts_are_refused() -> None:
    with pytest.raises(ValueError, match="more than one start"):
        clock(started(), started(on=date(2026, 9, 2)))


# The fictional country counts the day of the event, rests on Friday and Saturday, and lets a last
# day off end on the working day before.


def test_another_country_counts_the_day_of_the_start() -> None:
    assert clock(started(10), today=START, pack=UTO).day == 1
    # 1 to 10 September; the 10th is a Thursday and a working day there
    assert clock(started(10), pack=UTO).due == date(2026, 9, 10)


def test_another_country_ends_on_the_working_day_before() -> None:
    # 12 September is a Saturday: Thursday the 10th
    assert clock(started(12), pack=UTO).due == date(2026, 9, 10)


def test_another_country_counts_the_day_on_which_a_pause_ends() -> None:
    entries = (started(30), stop(date(2026, 9, 11)), resume(date(2026, 9, 20)))
    reading = clock(*entries, today=date(2026, 9, 20), pack=UTO)
    assert (reading.day, reading.paused_days) == (11, 9)
    assert reading.due == UTO.calendar.roll(date(2026, 10, 9))
    assert reading.pauses[0].days == 9


def test_another_country_keeps_another_minimum() -> None:
    minimum = UTO.period("after_suspension_minimum").days
    entries = (started(12), stop(date(2026, 9, 9)), resume(date(2026, 10, 1)))
    reading = clock(*entries, pack=UTO, minimum=minimum)
    assert reading.of == 8 + 10
    assert reading.due == UTO.calendar.after_days(date(2026, 10, 1), 10)


@pytest.mark.parametrize("pack", [CZ, UTO], ids=["cz", "uto"])
@given(days=st.integers(1, 400), offset=st.integers(0, 700))
def test_without_pauses_the_clock_is_the_calendar(pack, days: int, offset: int) -> None:
    on = START + timedelta(days=offset)
    assert clock(started(days, on), today=FAR, pack=pack).due == pack.calendar.after_days(on, days)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Entry]:
    """A start, up to five grounds (some still open), up to two extensions, perhaps an end."""
    entries = [started(draw(st.integers(1, 120)))]
    for index in range(draw(st.integers(0, 5))):
        first = draw(st.integers(0, 200))
        cause = draw(st.sampled_from([Cause.SUSPENSION, Cause.OTHER_BODY, Cause.CARD]))
        entries.append(stop(START + timedelta(days=first), f"g{index}", cause))
        length = draw(st.none() | st.integers(0, 60))
        if length is not None:
            entries.append(resume(START + timedelta(days=first + length), f"g{index}", cause))
    for index in range(draw(st.integers(0, 2))):
        on = START + timedelta(days=draw(st.integers(0, 100)))
        entries.append(Entry(Kind.EXTEND, on, f"e{index}", Cause.EXTENSION, days=10))
    if draw(st.booleans()):
        on = START + timedelta(days=draw(st.integers(0, 300)))
        entries.append(Entry(Kind.END, on, "end", Cause.CASE_ENDED))
    return entries


days_later = st.integers(0, 400).map(lambda days: START + timedelta(days=days))
packs = st.sampled_from([CZ, UTO])
minimums = st.integers(0, 20)


@given(ledgers(), days_later, packs, minimums, st.randoms())
def test_the_order_of_entry_does_not_matter(entries, today, pack, minimum, random) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    first = clock(*entries, today=today, pack=pack, minimum=minimum)
    assert clock(*shuffled, today=today, pack=pack, minimum=minimum) == first


@given(ledgers(), days_later, packs, minimums)
def test_counted_and_paused_days_add_up(entries, today, pack, minimum) -> None:
    reading = clock(*entries, today=today, pack=pack, minimum=minimum)
    end = next((entry.on for entry in entries if entry.kind is Kind.END), FAR)
    elapsed = pack.calendar.day_number(START, min(today, end))
    assert reading.day + reading.paused_days == elapsed


@given(ledgers(), days_later, packs, minimums)
def test_a_day_moves_the_count_by_one_or_by_none(entries, today, pack, minimum) -> None:
    now = clock(*entries, today=today, pack=pack, minimum=minimum)
    then = clock(*entries, today=today + timedelta(days=1), pack=pack, minimum=minimum)
    assert then.day - now.day in (0, 1)


@given(ledgers(), days_later, packs, minimums, st.integers(0, 60))
def test_a_further_pause_never_makes_the_due_date_earlier(
    entries, first, pack, minimum, length
) -> None:
    more = [
        stop(first, "further", Cause.OTHER_BODY),
        resume(first + timedelta(days=length), "further", Cause.OTHER_BODY),
    ]
    today = FAR
    before = clock(*entries, today=today, pack=pack, minimum=minimum)
    after = clock(*entries, *more, today=today, pack=pack, minimum=minimum)
    if before.due and after.due:
        assert after.due >= before.due


@given(ledgers(), days_later, packs, minimums)
def test_a_due_date_stands_exactly_while_no_ground_is_open(entries, today, pack, minimum) -> None:
    reading = clock(*entries, today=today, pack=pack, minimum=minimum)
    open_grounds = [pause for pause in reading.pauses if pause.end is None]
    assert (reading.due is None) == bool(open_grounds)
