"""The pasted lines of a passport fill in what is empty, and tell what they did."""

from datetime import date
from typing import Any

import pytest

from permits import schema
from tests.applicants.filling import ZONE

TODAY = date(2026, 11, 2)
READ = {
    "document.number": "UT1234500",
    "document.issuer": "UTO",
    "document.valid_until": "30/6/2029",
}
EMPTY = dict.fromkeys(READ, "")
PERSON = {
    "name": {"family": "Shevchenko", "given": "Oksana"},
    "birth_date": "1990-03-14",
    "sex": "female",
    "citizenship": "UA",
}


def read(
    person: dict[str, Any] | None = None, zone: str = ZONE, **typed: str
) -> tuple[dict[str, Any], dict[str, str], schema.Reading | None]:
    inputs = {**EMPTY, **{f"document.{part}": text for part, text in typed.items()}}
    answers = {"person": person} if person else {}
    return schema.read_zones("passport", answers, {**inputs, "document.mrz": zone}, today=TODAY)


def names(places: tuple[tuple[str, str], ...]) -> list[str]:
    return schema.labels_of(places, schema.load("EMP", pack="cz"))


def told(reading: schema.Reading | None) -> tuple[list[str], list[str]]:
    assert reading is not None
    return names(reading.filled), names(reading.differing)


def test_what_is_empty_is_filled_in_and_told() -> None:
    answers, inputs, reading = read()
    assert inputs == {**READ, "document.mrz": ""}
    assert answers["person"] == PERSON
    document = ["Document number", "Issuing state", "Valid until"]
    assert told(reading) == ([*document, "Your name", "Date of birth", "Sex", "Citizenship"], [])


def test_what_was_written_otherwise_stays_and_is_told() -> None:
    answers, inputs, reading = read(
        {**PERSON, "birth_date": "1990-03-15"}, number="XX999", valid_until="1.1.2031"
    )
    assert inputs["document.number"] == "XX999"
    assert inputs["document.valid_until"] == "1.1.2031"
    assert answers["person"]["birth_date"] == "1990-03-15"
    differing = ["Document number", "Valid until", "Date of birth"]
    assert told(reading) == (["Issuing state"], differing)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("SHEVCHENKO<<OKSANA", {"family": "SHEVCHENKO", "given": "Oksana"}),
        ("SEVCENKO<<OKSANA<<", {"family": "Ševčenko", "given": "Oksana"}),
        ("SHEVCHENKO<<OKSANA", {"family": "Шевченко", "given": "Оксана"}),
    ],
)
def test_the_same_written_in_another_way_is_no_difference(
    printed: str, name: dict[str, str]
) -> None:
    zone = ZONE.replace("SHEVCHENKO<<OKSANA", printed)
    typed = {"number": "ut 123-4500", "issuer": "uto", "valid_until": "2029-06-30"}
    answers, inputs, reading = read({**PERSON, "name": name}, zone, **typed)
    assert told(reading) == ([], [])
    assert inputs["document.number"] == "ut 123-4500"
    assert answers["person"]["name"] == name


def test_other_names_stand_among_the_given_ones_of_a_passport() -> None:
    zone = ZONE.replace("OKSANA<<<<<<<<", "OKSANA<PETRIVN")
    name = {"family": "Shevchenko", "given": "Oksana", "other": "Petrivn"}
    assert told(read({**PERSON, "name": name}, zone)[2])[1] == []


def test_lines_with_a_mistake_fill_nothing_and_stay() -> None:
    wrong = ZONE.replace("UT12345000", "UT12345100")
    answers, inputs, reading = read(zone=wrong)
    assert (answers, reading) == ({}, None)
    assert inputs == {**EMPTY, "document.mrz": wrong}


def test_without_lines_there_is_nothing_to_tell() -> None:
    assert read(zone=" ")[2] is None


def test_what_the_form_does_not_ask_is_not_named() -> None:
    assert names((("person", "shoe_size"), ("nowhere", "name"), ("passport", "document"))) == [
        "Travel document"
    ]
