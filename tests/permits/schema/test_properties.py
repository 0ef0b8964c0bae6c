"""What holds for every form and whatever people type."""

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from permits import packs, schema
from permits.schema.asking import context_of
from permits.schema.inputs import ROW, from_inputs, merge, named, to_inputs
from permits.schema.kinds import kind_of
from permits.schema.model import Group, Question, Schema, Section

TODAY = date(2026, 11, 21)
FORMS = [
    schema.load(code, version, pack)
    for pack in packs.codes()
    for code, version in schema.published(pack)
]
SECTIONS = [section for form in FORMS for section in form.sections]
LETTERS = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
NAMES = st.sampled_from(["Oksana", "Nguyễn Văn", "Batbayar", "O’Neill", "De la Cruz"])
GOOD: dict[tuple[str, str], st.SearchStrategy[str]] = {
    ("text", ""): st.sampled_from(["welder", "Київ", "شارع", "31234560789", "AB1", "12"]),
    ("longtext", ""): st.sampled_from(["One line", "Two\nlines"]),
    ("date", ""): st.dates(date(1930, 1, 1), date(2090, 1, 1)).map(
        lambda d: f"{d.day}.{d.month}.{d.year}"
    ),
    ("country", ""): st.sampled_from(["UA", "VN", "SY", "XK"]),
    ("yesno", ""): st.sampled_from(["yes", "no"]),
    ("phone", ""): st.sampled_from(["+420601123456", "+380501234567"]),
    ("email", ""): st.just("a@example.org"),
    ("travel_document", "number"): st.just("UT1234500"),
    ("travel_document", "issuer"): st.just("UTO"),
    ("travel_document", "valid_until"): st.just("30.6.2029"),
    ("address", "country"): st.just("UA"),
    ("employer", "company_number"): st.sampled_from(["00007064", "AAAAA"]),
    ("employer", "postal_code"): st.just("120 00"),
    ("address", "postal_code"): st.just("120 00"),
    ("employer", "country"): st.just("UA"),
}


def typed_for(question: Question, part: str) -> st.SearchStrategy[str]:
    if question.kind == "choice":
        return st.sampled_from([option.value for option in question.options])
    if question.kind == "name":
        return NAMES
    if (question.kind, part) == ("travel_document", "mrz"):
        return st.just("")
    return GOOD.get((question.kind, part), st.just("Praha"))


@st.composite
def filled(draw: st.DrawFn, section: Section, wild: bool) -> dict[str, str]:
    inputs: dict[str, str] = {}
    for item in section.items:
        rows = [""]
        if isinstance(item, Group):
            rows = [f"{item.id}.r{n}." for n in range(draw(st.integers(0, 2)))]
            inputs |= {prefix + ROW: "1" for prefix in rows}
        for prefix in rows:
            for question in item.items if isinstance(item, Group) else (item,):
                for part, name in named(prefix, question):
                    inputs[name] = draw(LETTERS if wild else typed_for(question, part))
    return inputs


@st.composite
def answered(draw: st.DrawFn, wild: bool = False) -> tuple[Schema, dict[str, Any]]:
    form = draw(st.sampled_from(FORMS))
    context = context_of(form.pack, TODAY)
    answers = {
        section.id: from_inputs(section, draw(filled(section, wild)), context)[0]
        for section in form.sections
    }
    return form, answers


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SECTIONS).flatmap(lambda s: st.tuples(st.just(s), filled(s, False))))
def test_stored_answers_come_back_to_the_page_and_are_stored_alike(
    drawn: tuple[Section, dict[str, str]],
) -> None:
    section, inputs = drawn
    context = context_of(section.pack, TODAY)
    once, _errors = from_inputs(section, inputs, context)
    twice, _errors = from_inputs(section, to_inputs(section, once), context)
    assert twice == once
    assert json.loads(json.dumps(once)) == once


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SECTIONS).flatmap(lambda s: st.tuples(st.just(s), filled(s, True))))
def test_no_text_breaks_a_form_and_what_is_not_understood_stays(
    drawn: tuple[Section, dict[str, str]],
) -> None:
    section, inputs = drawn
    context = context_of(section.pack, TODAY)
    answers, errors = from_inputs(section, inputs, context)
    back = to_inputs(section, answers)
    for name in errors:
        if inputs.get(name, "").strip():
            assert back[name] == inputs[name]
    page = schema.bind(section, {section.id: answers}, today=TODAY)
    page.clean()
    assert page.rows
    page.hidden()


@settings(max_examples=40, deadline=None)
@given(answered())
def test_hidden_answers_are_dropped_and_the_rest_is_stable(
    drawn: tuple[Schema, dict[str, Any]],
) -> None:
    form, answers = drawn
    kept = schema.prune(form, answers, today=TODAY)
    assert schema.prune(form, kept, today=TODAY) == kept
    assert schema.missing(form, kept, today=TODAY) == schema.missing(form, answers, today=TODAY)
    shown = {section.id for section in schema.applicable(form, answers, today=TODAY)}
    assert set(kept) == shown


@settings(max_examples=25, deadline=None)
@given(answered(wild=True))
def test_review_and_missing_take_whatever_was_typed(
    drawn: tuple[Schema, dict[str, Any]],
) -> None:
    form, answers = drawn
    schema.review(form, answers, "ar", today=TODAY)
    schema.missing(form, answers, today=TODAY)
    schema.person_facts(answers)


@given(
    st.dictionaries(st.sampled_from("abc"), LETTERS),
    st.dictionaries(st.sampled_from("abc"), LETTERS),
    st.dictionaries(st.sampled_from("abc"), LETTERS),
)
def test_two_devices_never_lose_letters(
    current: dict[str, str], was: dict[str, str], posted: dict[str, str]
) -> None:
    merged, conflicts = merge(current, was, posted)
    for name, typed in posted.items():
        if typed.strip() != was.get(name, "").strip():
            assert merged.get(name, "").strip() == typed.strip()
    for name, theirs in current.items():
        same = merged.get(name, "").strip() == theirs.strip()
        known = was.get(name, "").strip() == theirs.strip() or not theirs.strip()
        assert same or known or conflicts[name] == theirs


@given(
    st.sampled_from(["text", "date", "phone", "name", "country", "travel_document"]),
    LETTERS,
)
def test_show_never_fails(kind: str, text: str) -> None:
    question = Question(id="q", kind=kind, label="Question")
    for value in (text, {"number": text}, {"family": text}, None, 5, [], True):
        assert isinstance(kind_of(kind).show(question, value, "en"), str)
