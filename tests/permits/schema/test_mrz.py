"""ICAO 9303 machine-readable zones: the specimens and what a single wrong letter does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits import mrz

TODAY = date(2026, 11, 21)
PASSPORT = """P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36UTO7408122F1204159ZE184226B<<<<<10"""
CARD = """I<UTOD231458907<<<<<<<<<<<<<<<
7408122F1204159UTO<<<<<<<<<<<6
ERIKSSON<<ANNA<MARIA<<<<<<<<<<"""
SMALL = """I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<
D231458907UTO7408122F1204159<<<<<<<6"""
VISA = """V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C<3UTO6908061F9406236ZE184226B<<<<<<<"""
DEMONSTRATION = [
    (
        "P<UTOSHEVCHENKO<<OKSANA<<<<<<<<<<<<<<<<<<<<<\nUT12345000UKR9003141F2906302<<<<<<<<<<<<<<<2",
        ("SHEVCHENKO", "OKSANA", "UT1234500", "UKR", "1990-03-14", "2029-06-30"),
    ),
    (
        "ARUTOUTR9001004<<<<<<<<<<<<<<<\n9003141F2906302UKR<<<<<<<<<<<4\nSHEVCHENKO<<OKSANA<<<<<<<<<<<<",
        ("SHEVCHENKO", "OKSANA", "UTR900100", "UKR", "1990-03-14", "2029-06-30"),
    ),
    (
        "P<UTONGUYEN<<VAN<MINH<<<<<<<<<<<<<<<<<<<<<<<\nUT12345011VNM8507217M3001156<<<<<<<<<<<<<<<0",
        ("NGUYEN", "VAN MINH", "UT1234501", "VNM", "1985-07-21", "2030-01-15"),
    ),
    (
        "ARUTOUTR9001015<<<<<<<<<<<<<<<\n8507217M3001156VNM<<<<<<<<<<<2\nNGUYEN<<VAN<MINH<<<<<<<<<<<<<<",
        ("NGUYEN", "VAN MINH", "UTR900101", "VNM", "1985-07-21", "2030-01-15"),
    ),
    (
        "P<UTOBATBAYAR<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nUT12345033MNG8809092M2911113<<<<<<<<<<<<<<<4",
        ("BATBAYAR", "", "UT1234503", "MNG", "1988-09-09", "2029-11-11"),
    ),
    (
        "P<UTOSHARMA<<RAHUL<KUMAR<<<<<<<<<<<<<<<<<<<<\nUT12345044IND9305052M3102282<<<<<<<<<<<<<<<0",
        ("SHARMA", "RAHUL KUMAR", "UT1234504", "IND", "1993-05-05", "2031-02-28"),
    ),
]


def test_the_passport_specimen_reads_as_printed() -> None:
    zone = mrz.parse(PASSPORT, today=TODAY)
    assert (zone.format, zone.kind, zone.issuer) == ("TD3", "P", "UTO")
    assert (zone.surname, zone.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert (zone.number, zone.nationality, zone.sex) == ("L898902C3", "UTO", "female")
    assert (zone.birth_date, zone.valid_until) == ("1974-08-12", "2012-04-15")
    assert zone.optional == "ZE184226B"


@pytest.mark.parametrize(
    ("text", "form", "number"),
    [
        (CARD, "TD1", "D23145890"),
        (SMALL, "TD2", "D23145890"),
        (VISA, "MRV-A", "L898902C"),
    ],
)
def test_cards_and_visas_read_as_well(text: str, form: str, number: str) -> None:
    zone = mrz.parse(text, today=TODAY)
    assert (zone.format, zone.number, zone.surname) == (form, number, "ERIKSSON")


@pytest.mark.parametrize(("text", "expected"), DEMONSTRATION)
def test_the_specimens_of_the_demonstration_have_right_check_digits(
    text: str, expected: tuple[str, ...]
) -> None:
    zone = mrz.parse(text, today=TODAY)
    assert (
        zone.surname,
        zone.given_names,
        zone.number,
        zone.nationality,
        zone.birth_date,
        zone.valid_until,
    ) == expected
    assert zone.issuer == "UTO"


def test_blanks_small_letters_and_one_long_line_are_forgiven() -> None:
    assert mrz.parse(PASSPORT.lower().replace("<<<", "< < <"), today=TODAY).number == "L898902C3"
    assert mrz.parse(PASSPORT.replace("\n", ""), today=TODAY).number == "L898902C3"
    assert mrz.parse("\n\n  " + CARD.replace("\n", "\r\n") + "\n", today=TODAY).format == "TD1"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("L898902C36", "L898902C46", "number"),
        ("7408122F", "7408132F", "birth"),
        ("1204159", "1204169", "expiry"),
        ("ZE184226B<<<<<1", "ZE184227B<<<<<1", "optional"),
        ("<<<<<10", "<<<<<11", "composite"),
    ],
)
def test_a_wrong_character_is_found_and_named(old: str, new: str, reason: str) -> None:
    with pytest.raises(mrz.MrzError) as caught:
        mrz.parse(PASSPORT.replace(old, new), today=TODAY)
    assert caught.value.reason == reason


def test_an_empty_optional_field_may_carry_a_filler_for_its_digit() -> None:
    first = "P<UTOSHEVCHENKO<<OKSANA<<<<<<<<<<<<<<<<<<<<<\n"
    second = "UT12345000UKR9003141F2906302" + "<" * 14
    for digit in "<0":
        body = second + digit
        composite = mrz.check_digit(body[0:10] + body[13:20] + body[21:43])
        assert mrz.parse(first + body + composite, today=TODAY).optional == ""


def test_a_number_longer_than_nine_goes_on_in_the_optional_field() -> None:
    number = "D23145890734"
    first = f"I<UTO{number[:9]}<{number[9:]}{mrz.check_digit(number)}".ljust(30, "<")
    second = "7408122F2904155UTO<<<<<<<<<<<"
    second = second.replace("2904155", "290415" + mrz.check_digit("290415"))
    composite = mrz.check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    zone = mrz.parse(f"{first}\n{second}{composite}\n{CARD.splitlines()[2]}", today=TODAY)
    assert zone.number == number


def test_a_birth_is_never_in_the_future() -> None:
    assert mrz.parse(VISA, today=TODAY).birth_date == "1969-08-06"


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        mrz.parse(text, today=TODAY)
    except mrz.MrzError:
        pass


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<", min_size=88, max_size=90))
def test_any_zone_like_text_is_read_or_refused(text: str) -> None:
    try:
        mrz.parse(text, today=TODAY)
    except mrz.MrzError:
        pass
