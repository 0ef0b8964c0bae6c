"""The pack says where its forms ask what the office looks for."""

import pytest

from permits import packs, schema
from tests.applicants.filling import complete_answers

PLACES = [(pack, mark) for pack in packs.codes() for mark in packs.load_pack(pack).answers]


@pytest.mark.parametrize(("pack", "mark"), PLACES)
def test_every_mark_leads_to_a_question(pack: str, mark: str) -> None:
    forms = [schema.load(code, pack=pack) for code, _version in schema.published(pack)]
    found = [schema.marked(form, complete_answers(form.permit, pack), mark) for form in forms]
    assert any(found)


def test_what_is_not_answered_or_not_asked_is_not_found() -> None:
    form = schema.load("EXT", pack="cz")
    assert schema.marked(form, {}, "wanted_until") is None
    assert schema.marked(form, {"permit": {"wanted_until": "2027-01-01"}}, "unknown") is None
    assert schema.marked(schema.load("EMP", pack="cz"), {}, "wanted_until") is None


def test_an_answer_that_is_no_day_has_none() -> None:
    form = schema.load("EXT", pack="cz")
    found = schema.marked(form, {"permit": {"card_valid_until": "soon"}}, "permit_until")
    assert found is not None
    assert found.day is None
