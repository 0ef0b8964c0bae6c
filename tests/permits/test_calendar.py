"""The law's arithmetic: each vector of the reference data, and what differs in another country."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.calendar import easter_sunday
from permits.packs import load_pack

CZ = load_pack("cz").calendar
UTO = load_pack("uto").calendar


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2026, 12, 10), 15, date(2026, 12, 28)),  # 25 December and the weekend after it
        (date(2027, 3, 12), 15, date(2027, 3, 30)),  # Saturday, Easter Monday
        (date(2026, 11, 2), 15, date(2026, 11, 18)),  # 17 November
        (date(2026, 6, 22), 15, date(2026, 7, 7)),
        (date(2026, 12, 14), 10, date(2026, 12, 28)),  # data box: the tenth day is 24 December
        (date(2026, 12, 28), 15, date(2027, 1, 12)),  # … and the appeal from it
        (date(2026, 11, 7), 10, date(2026, 11, 18)),
        (date(2026, 11, 18), 15, date(2026, 12, 3)),
        (date(2026, 9, 1), 60, date(2026, 11, 2)),  # 31 October is a Saturday
        (date(2026, 10, 26), 41, date(2026, 12, 7)),  # what was left after a suspension
        (date(2026, 12, 1), 15, date(2026, 12, 16)),  # the minimum after a suspension
    ],
)
def test_a_period_of_days_leaves_out_the_day_of_the_event_and_ends_on_a_working_day(
    start: date, days: int, expected: date
) -> None:
    assert CZ.after_days(start, days) == expected


def test_the_raw_tenth_day_is_kept_beside_the_one_that_binds() -> None:
    assert CZ.raw_after_days(date(2026, 12, 14), 10) == date(2026, 12, 24)
    assert CZ.raw_after_days(date(2026, 11, 7), 10) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 10, 28), 2, date(2026, 12, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_a_period_of_months_ends_on_the_same_number_or_the_last_day(
    start: date, count: int, expected: date
) -> None:
    assert CZ.after_months(start, count) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [(date(2026, 12, 23), date(2026, 12, 30)), (date(2026, 11, 16), date(2026, 11, 20))],
)
def test_three_working_days_skip_weekends_and_holidays(start: date, expected: date) -> None:
    assert CZ.after_working_days(start, 3) == expected


def test_the_extension_window_opens_120_days_before_the_card_ends() -> None:
    assert CZ.before_days(date(2027, 2, 28), 120) == date(2026, 10, 31)


def test_nineteen_days_are_used_when_a_case_of_1_september_is_suspended_on_the_21st() -> None:
    assert CZ.day_number(date(2026, 9, 1), date(2026, 9, 20)) == 19


@pytest.mark.parametrize("year", range(2025, 2036))
def test_czech_holidays_agree_with_the_holidays_library(year: int) -> None:
    ours = {
        day
        for n in range(366)
        if (day := date(year, 1, 1) + timedelta(days=n)).year == year and CZ.is_holiday(day)
    }
    assert ours == set(holidays.country_holidays("CZ", years=year))


@pytest.mark.parametrize(
    ("year", "friday", "monday"),
    [
        (2025, date(2025, 4, 18), date(2025, 4, 21)),
        (2026, date(2026, 4, 3), date(2026, 4, 6)),
        (2027, date(2027, 3, 26), date(2027, 3, 29)),
        (2028, date(2028, 4, 14), date(2028, 4, 17)),
        (2029, date(2029, 3, 30), date(2029, 4, 2)),
        (2030, date(2030, 4, 19), date(2030, 4, 22)),
    ],
)
def test_easter(year: int, friday: date, monday: date) -> None:
    assert easter_sunday(year) - timedelta(days=2) == friday
    assert easter_sunday(year) + timedelta(days=1) == monday


def test_utopia_counts_the_day_of_the_event_and_rolls_backwards() -> None:
    assert UTO.after_days(date(2026, 11, 23), 5) == date(2026, 11, 26)  # Friday becomes Thursday
    assert UTO.after_months(date(2026, 10, 12), 1) == date(2026, 11, 11)
    assert UTO.after_working_days(date(2026, 11, 25), 3) == date(2026, 11, 29)
    assert UTO.day_number(date(2026, 11, 1), date(2026, 11, 3)) == 3


def test_utopia_works_on_sunday_and_rests_on_its_own_holidays() -> None:
    assert UTO.is_working(date(2026, 11, 22))
    assert not UTO.is_working(date(2026, 11, 20))
    assert not UTO.is_working(date(2026, 9, 9))
    assert UTO.is_working(date(2027, 9, 9 - 1))
    assert UTO.next_working(date(2026, 11, 20)) == date(2026, 11, 22)


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 1, 1))


@pytest.mark.parametrize("calendar", [CZ, UTO], ids=["cz", "uto"])
@given(start=days, length=st.integers(1, 400))
def test_every_period_ends_on_a_working_day_and_a_longer_one_never_earlier(
    calendar: object, start: date, length: int
) -> None:
    assert isinstance(calendar, type(CZ))
    end = calendar.after_days(start, length)
    assert calendar.is_working(end)
    assert calendar.after_days(start, length + 1) >= end
    assert calendar.is_working(calendar.after_working_days(start, length))
