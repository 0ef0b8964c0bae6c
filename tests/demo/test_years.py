"""The demonstration of a later year is as young as this one's."""

from datetime import UTC, datetime

import pytest

from demo.people import PEOPLE
from demo.years import this_time


@pytest.mark.parametrize(
    ("year", "moved"), [(2026, "2027-02-28"), (2027, "2028-02-28"), (2040, "2041-02-28")]
)
def test_a_day_moves_by_whole_years(year: int, moved: str) -> None:
    assert this_time("2027-02-28", year=year) == moved


def test_nobody_applies_with_a_passport_that_ends_within_the_year() -> None:
    now = datetime.now(UTC).date()
    assert all(someone.passport_until > f"{now.year + 1}" for someone in PEOPLE)
