"""Each kind: what is understood, how it is stored, what is refused and with which sentence."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from permits.packs.cz.validators import company_number
from permits.schema import countries
from permits.schema.inputs import check
from permits.schema.kinds import Context, Invalid, kind_of
from permits.schema.kinds.dates import read_date
from permits.schema.kinds.papers import TravelDocument
from permits.schema.model import Option, Question

CONTEXT = Context(today=date(2026, 11, 21), validators={"company_number": company_number})


def question(kind: str, **extra: object) -> Question:
    return Question(id="q", kind=kind, label="Question", **extra)  # type: ignore[arg-type]


def clean(kind: str, inputs: dict[str, str] | str, **extra: object) -> object:
    typed = {"": inputs} if isinstance(inputs, str) else inputs
    return kind_of(kind).clean(question(kind, **extra), typed, CONTEXT)


@pytest.mark.parametrize(
    "typed",
    [
        "1.2.1990", "1. 2. 1990", "01/02/1990", "1-2-1990", "1990-02-01", "1990/2/1", "01021990",
        "١/٢/١٩٩٠", "۱.۲.۱۹۹۰", " 1 2 1990 ", "1 February 1990", "1 Feb 1990", "1. února 1990",
        "1 лютого 1990", "ngày 1 tháng 2 năm 1990", "1 فبراير 1990",
    ],
)  # fmt: skip
def test_a_date_is_understood_in_all_the_ways_people_write_it(typed: str) -> None:
    assert clean("date", typed) == "1990-02-01"


@pytest.mark.parametrize(
    "typed", ["", "soon", "1.2.90", "31.2.1990", "1.13.1990", "1.2", "0.0.0000"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        read_date(typed)


def test_a_past_date_is_not_tomorrow() -> None:
    with pytest.raises(Invalid):
        clean("date", "22.11.2026", params={"past": True})
    assert clean("date", "21.11.2026", params={"past": True}) == "2026-11-21"


def test_a_name_is_in_latin_letters_and_may_be_one_alone() -> None:
    assert clean("name", {"family": "Batbayar"}) == {"family": "Batbayar"}
    assert clean("name", {"family": "Nguyễn", "given": "Văn  Minh"}) == {
        "family": "Nguyễn",
        "given": "Văn Minh",
    }
    assert clean("name", {"family": "O’Brien-Šťastná", "given": "D'Arcy Jr."})
    for wrong in (
        {"family": "Шевченко"},
        {"given": "محمد"},
        {"family": "R2D2"},
        {"family": "-"},
    ):
        with pytest.raises(Invalid):
            clean("name", wrong)


def test_a_name_in_its_own_script_is_kept() -> None:
    params = {"parts": ["family", "given", "native"]}
    value = clean("name", {"family": "Shevchenko", "native": "Шевченко Оксана"}, params=params)
    assert value == {"family": "Shevchenko", "native": "Шевченко Оксана"}


def test_countries_are_two_letter_codes_shown_in_the_readers_language() -> None:
    assert clean("country", "UA") == clean("country", "ukr") == "UA"
    assert kind_of("country").show(question("country"), "UA", "uk") == "Україна"
    with override("uk"):
        assert clean("country", "Україна") == "UA"
    assert kind_of("country").show(question("country"), "SY", "ar") == "سوريا"
    with pytest.raises(Invalid):
        clean("country", "Narnia")


def test_documents_of_people_without_a_state_are_known() -> None:
    assert countries.canonical("XXA") == "XXA"
    assert countries.canonical("D") == "DE"
    assert countries.canonical("RKS") == "XK"
    assert countries.canonical("UTO") == "UTO"


def test_a_phone_number_may_be_typed_with_blanks_and_any_digits() -> None:
    params = {"region": "CZ"}
    assert clean("phone", "601 123 456", params=params) == "+420601123456"
    assert clean("phone", "+٣٨٠ ٥٠ ١٢٣ ٤٥ ٦٧", params=params) == "+380501234567"
    shown = kind_of("phone").show(question("phone"), "+420601123456", "en")
    assert shown == "+420 601 123 456"
    with pytest.raises(Invalid):
        clean("phone", "12", params=params)


def test_an_employer_has_a_number_that_the_pack_checks() -> None:
    params = {"validator": "company_number", "number_required": True, "country": "CZ"}
    typed = {"name": "Ministerstvo vnitra", "company_number": "٧064", "city": "Praha"}
    value = clean("employer", typed, params=params)
    assert value["company_number"] == "00007064"  # type: ignore[index]
    with pytest.raises(Invalid) as caught:
        clean("employer", {"name": "X", "company_number": "12345678"}, params=params)
    assert set(caught.value.errors) == {"company_number"}


@pytest.mark.parametrize("number", ["00007064", "25596641", "27082440", "45274649"])
def test_real_shaped_company_numbers_pass(number: str) -> None:
    assert company_number(number) == number


@pytest.mark.parametrize("number", ["00007065", "123456789", "abc", "²5596641"])
def test_wrong_company_numbers_do_not(number: str) -> None:
    with pytest.raises(ValueError):
        company_number(number)


def test_a_pasted_zone_fills_in_the_travel_document() -> None:
    zone = (
        "P<UTOSHEVCHENKO<<OKSANA<<<<<<<<<<<<<<<<<<<<<\nUT12345000UKR9003141F2906302<<<<<<<<<<<<<<<2"
    )
    assert clean("travel_document", {"mrz": zone}) == {
        "number": "UT1234500",
        "issuer": "UTO",
        "valid_until": "2029-06-30",
    }
    with pytest.raises(Invalid) as caught:
        clean("travel_document", {"mrz": zone.replace("UT12345000", "UT12345100")})
    assert "mrz" in caught.value.errors


def test_an_expired_document_cannot_be_used() -> None:
    typed = {"number": "ab 123-456", "issuer": "UKR", "valid_until": "1.1.2020"}
    with pytest.raises(Invalid):
        clean("travel_document", typed)
    assert clean("travel_document", typed | {"valid_until": "1.1.2030"}) == {
        "number": "AB123456",
        "issuer": "UA",
        "valid_until": "2030-01-01",
    }


def test_an_address_needs_a_town_and_a_country() -> None:
    with pytest.raises(Invalid) as caught:
        clean("address", {"street": "Main"})
    assert set(caught.value.errors) == {"city", "country"}
    assert clean("address", {"city": "Praha"}, params={"country": "CZ"}) == {"city": "Praha"}


def test_choices_and_yes_or_no_take_only_what_is_offered() -> None:
    options = (Option("a", "Female"), Option("b", "Male"))
    assert clean("choice", "a", options=options) == "a"
    assert clean("yesno", "yes") is True
    for kind, typed in (("choice", "c"), ("yesno", "maybe")):
        with pytest.raises(Invalid):
            clean(kind, typed, options=options)


def test_an_e_mail_address_could_exist() -> None:
    assert clean("email", " name@example.org ") == "name@example.org"
    with pytest.raises(Invalid):
        clean("email", "name@")


def test_what_is_missing_is_said_at_a_part_that_is_needed() -> None:
    assert list(check(question("travel_document"), {}, CONTEXT)) == ["q.number"]
    assert list(check(question("name"), {}, CONTEXT)) == ["q.family"]
    assert list(check(question("text"), "", CONTEXT)) == ["q"]


@pytest.mark.parametrize("language", ["cs", "en", "uk", "vi", "ar"])
def test_an_example_and_a_stored_date_are_typed_alike_and_understood(language: str) -> None:
    birth = question("date", example="27.3.1990")
    with override(language):
        shown = kind_of("date").example(birth)
        assert kind_of("date").edit(birth, "1990-03-27") == {"": shown}
        assert clean("date", shown) == "1990-03-27"
        with pytest.raises(Invalid) as refused:
            clean("date", "soon")
        assert shown in refused.value.errors[""]


@pytest.mark.parametrize(("language", "day"), [("en", "27/3/2031"), ("cs", "27.3.2031")])
def test_the_last_day_of_a_passport_has_an_example(language: str, day: str) -> None:
    [part] = [part for part in TravelDocument.PARTS if part.name == "valid_until"]
    with override(language):
        assert day in re.sub(r"\s", "", str(part.help))
