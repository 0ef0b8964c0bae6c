"""What makes a question appear."""

from datetime import date

import pytest

from permits import schema
from permits.schema.conditions import ConditionError, holds, parse

ANSWERS = {
    "person": {"marital_status": "married", "birth_date": "2010-11-22"},
    "family": {"children": [{}, {}]},
}
TODAY = date(2026, 11, 21)
MARRIED = {"question": "person.marital_status", "is": "married"}


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        (None, True),
        ({}, True),
        ({"question": "person.marital_status", "is": "married"}, True),
        ({"question": "person.marital_status", "is": "single"}, False),
        ({"question": "person.marital_status", "in": ["single", "married"]}, True),
        ({"question": "person.name", "answered": True}, False),
        ({"question": "person.name", "answered": False}, True),
        ({"question": "person.birth_date", "younger_than": 16}, True),
        ({"question": "person.birth_date", "younger_than": 15}, False),
        ({"question": "family.children", "at_least": 2}, True),
        ({"question": "person.birth_date", "over": True}, True),
        ({"question": "person.birth_date", "over": False}, False),
        ({"question": "person.marital_status", "over": True}, False),
        ({"not": {"question": "person.marital_status", "is": "single"}}, True),
        ({"all": [MARRIED, {"question": "x.y", "is": 1}]}, False),
        ({"any": [MARRIED, {"question": "x.y", "is": 1}]}, True),
        ({"question": "person.marital_status.deeper", "answered": True}, False),
    ],
)  # fmt: skip
def test_conditions_look_at_answers(condition: dict[str, object] | None, met: bool) -> None:
    assert holds(condition, ANSWERS, today=TODAY) is met


@pytest.mark.parametrize(
    "bad", ["x", {"question": "a.b"}, {"is": 1}, {"question": "a", "is": 1, "in": []}]
)
def test_a_badly_written_condition_is_refused(bad: object) -> None:
    with pytest.raises(ConditionError):
        parse(bad)


def test_the_birthday_itself_counts() -> None:
    child = {"question": "person.birth_date", "younger_than": 15}
    born = {"person": {"birth_date": "2011-11-21"}}
    assert holds(child, born, today=date(2026, 11, 20))
    assert not holds(child, born, today=date(2026, 11, 21))


def test_a_day_is_over_on_the_next_one() -> None:
    ended = {"question": "permit.until", "over": True}
    last = {"permit": {"until": "2026-11-21"}}
    assert not holds(ended, last, today=date(2026, 11, 21))
    assert holds(ended, last, today=date(2026, 11, 22))


def test_a_spouse_is_asked_about_only_while_married() -> None:
    form = schema.load("EMP", pack="cz")
    married = {
        "person": {"marital_status": "married"},
        "family": {"spouse_name": {"family": "A"}},
    }
    assert schema.prune(form, married)["family"]["spouse_name"] == {"family": "A"}
    single = married | {"person": {"marital_status": "single"}}
    assert "spouse_name" not in schema.prune(form, single)["family"]


def test_a_child_is_not_asked_about_work() -> None:
    form = schema.load("LTR-FAM", pack="cz")
    child = {"person": {"birth_date": "2020-01-01"}}
    ids = [section.id for section in schema.applicable(form, child, today=TODAY)]
    assert "work_here" not in ids
    assert "sponsor" in ids


def test_a_page_hides_what_is_not_asked() -> None:
    form = schema.load("EMP", pack="cz")
    page = schema.bind(form.section("stay"), {}, {"stayed_before": "yes"})  # type: ignore[arg-type]
    assert "earlier_stays" not in page.hidden()
    assert "entry_date" in page.hidden()
