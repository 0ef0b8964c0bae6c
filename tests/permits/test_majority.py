"""The age of majority is the pack's: the day on which it is reached, and its first moment there."""

from datetime import UTC, datetime, timedelta

import pytest

from permits.packs import load_pack


@pytest.mark.parametrize(
    ("pack", "born", "of_age"),
    [
        ("cz", "2008-06-01", "2026-06-01"),
        ("cz", "2008-12-31", "2026-12-31"),
        ("cz", "2008-02-28", "2026-02-28"),
        ("cz", "2008-02-29", "2026-02-28"),  # the last day of a month that has no such day
        ("cz", "2008-03-01", "2026-03-01"),
        ("uto", "2008-06-01", "2029-06-01"),
        ("uto", "2008-02-28", "2029-02-28"),
        ("uto", "2008-02-29", "2029-03-01"),
    ],
)
def test_the_first_day_of_full_age(pack: str, born: str, of_age: str) -> None:
    assert load_pack(pack).of_age_on(born).isoformat() == of_age


@pytest.mark.parametrize(
    ("pack", "born", "moment"),
    [
        ("cz", "2008-06-01", datetime(2026, 5, 31, 22, tzinfo=UTC)),  # summer time
        ("cz", "2008-12-01", datetime(2026, 11, 30, 23, tzinfo=UTC)),
        ("cz", "2008-03-29", datetime(2026, 3, 28, 23, tzinfo=UTC)),  # the clocks change later on
        ("uto", "2008-06-01", datetime(2029, 5, 31, 20, tzinfo=UTC)),
    ],
)
def test_it_begins_with_the_day_in_the_country(pack: str, born: str, moment: datetime) -> None:
    law = load_pack(pack)
    assert law.of_age_at(born) == moment
    assert law.is_minor(born, moment - timedelta(microseconds=1))
    assert not law.is_minor(born, moment)


def test_what_is_no_day_has_no_answer() -> None:
    with pytest.raises(ValueError):
        load_pack("cz").of_age_on("1.6.2008")
    assert not load_pack("cz").is_minor("")


def test_the_fact_has_its_law_and_says_how_sure_it_is() -> None:
    cz, uto = load_pack("cz").majority, load_pack("uto").majority
    assert (cz.years, cz.law) == (18, "§ 30 odst. 1 zákona č. 89/2012 Sb.")
    assert cz.verified == "known"
    assert (uto.years, uto.verified) == (21, "seen")
