"""The extension: from 120 days before the last day, late only with a reason, never from 1990."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from permits import schema
from tests.applicants.filling import filled

TODAY = date(2026, 11, 21)
SECTION = schema.load("EXT", pack="cz").section("permit")


def errors(until: str) -> dict[str, Any]:
    assert SECTION
    inputs = filled(SECTION, card_valid_until=until, late_reason="", wanted_until="")
    return schema.bind(SECTION, {}, inputs, today=TODAY).clean()[1]


@pytest.mark.parametrize("until", ["21.11.2026", "22.11.2026", "21.3.2027"])
def test_the_last_day_and_the_120th_before_it_are_in_time(until: str) -> None:
    assert errors(until) == {}


def test_who_comes_too_early_learns_from_when() -> None:
    said = str(errors("22.3.2027")["card_valid_until"])
    assert "too early" in said
    assert "22\xa0November 2026" in said


def test_who_is_late_is_heard_and_not_stopped() -> None:
    assert set(errors("20.11.2026")) == {"late_reason"}
    assert SECTION
    inputs = filled(SECTION, card_valid_until="20.11.2026", late_reason="I was in hospital.")
    answers, wrong = schema.bind(SECTION, {}, inputs, today=TODAY).clean()
    assert wrong == {}
    assert answers["late_reason"] == "I was in hospital."


def test_who_is_in_time_is_not_asked_why_they_are_late() -> None:
    assert SECTION
    bound = schema.bind(SECTION, {}, filled(SECTION), today=TODAY)
    assert "late_reason" in bound.hidden()


@pytest.mark.parametrize("until", ["31.12.1990", "20.11.2025"])
def test_a_card_of_long_ago_is_a_slip_or_another_permit(until: str) -> None:
    said = str(errors(until)["card_valid_until"])
    assert said.startswith("Check the year.")
    assert "support centre" in said


def test_the_sentence_is_in_the_readers_language() -> None:
    with override("cs"):
        assert "22.\xa0listopadu 2026" in str(errors("22.3.2027")["card_valid_until"])
