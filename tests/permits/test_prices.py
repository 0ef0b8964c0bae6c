"""Fees and limits are those of the day, the place and the person."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from permits.models import Fee, PermitType
from permits.packs import load_pack

TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.django_db


def permit(code: str) -> PermitType:
    return PermitType.objects.with_everything().get(code=code)


@pytest.mark.parametrize(
    ("code", "place", "kind", "expected"),
    [
        ("EMP", "office", "adult", 2500),
        ("EMP", "office", "child", 1000),
        ("EMP", "embassy", "adult", 5000),
        ("EMP", "embassy", "child", 5000),  # no lower fee is known: the adult's
        ("BLUE", "embassy", "adult", 5000),
        ("LTR-STU", "embassy", "adult", 2500),
        ("PR", "office", "child", 1000),
        ("EU-FAM", "office", "adult", 200),
        ("EU-FAM", "office", "child", 200),
        ("EXT", "office", "adult", 2500),
    ],
)
def test_fees(cz: None, code: str, place: str, kind: str, expected: int) -> None:
    fee = permit(code).fee_on(TODAY, place=place, kind=kind)
    assert fee
    assert (fee.amount, fee.currency) == (Decimal(expected), "CZK")


@pytest.mark.parametrize(
    ("code", "place", "kind", "expected"),
    [
        ("EMP", "office", "normal", 60),
        ("EMP", "office", "complex", 90),
        ("BLUE", "office", "normal", 90),
        ("LTR-STU", "embassy", "normal", 60),
        ("LTR-FAM", "embassy", "normal", 270),
        ("LTR-FAM", "office", "normal", 60),
        ("PR", "office", "normal", 60),
        ("PR", "embassy", "normal", 180),
        ("EU-FAM", "office", "normal", 60),
        ("EXT", "office", "normal", 60),
    ],
)
def test_limits(cz: None, code: str, place: str, kind: str, expected: int) -> None:
    limit = permit(code).limit_on(TODAY, place=place, kind=kind)
    assert limit
    assert limit.days == expected


def test_a_fee_is_the_one_in_force_on_the_day_of_filing(uto: None) -> None:
    work = permit("WORK")
    amounts = [
        fee.amount
        for day in (date(2026, 12, 31), date(2027, 1, 1))
        if (fee := work.fee_on(day)) is not None
    ]
    assert amounts == [Decimal("40.00"), Decimal("55.50")]
    assert work.fee_on(date(2024, 12, 31)) is None


def test_a_known_end_ends_a_fee(cz: None) -> None:
    employee = permit("EMP")
    last, after = date(2027, 12, 31), date(2028, 1, 1)
    assert employee.fee_on(last, place="embassy")
    assert employee.fee_on(after, place="embassy") is None


def test_the_child_of_another_country_pays_nothing(uto: None) -> None:
    pack = load_pack("uto")
    kind = pack.fee_kind(date(2015, 1, 1), TODAY)
    fee = permit("WORK").fee_on(TODAY, kind=kind)
    assert (kind, fee.amount if fee else None) == ("child", Decimal("0.00"))


@pytest.mark.parametrize(
    ("born", "kind"),
    [(date(2011, 11, 22), "child"), (date(2011, 11, 21), "adult"), (date(1990, 1, 1), "adult")],
)
def test_the_lower_fee_ends_with_the_fifteenth_birthday(born: date, kind: str) -> None:
    assert load_pack("cz").fee_kind(born, TODAY) == kind


def test_conflicts_and_doubts_are_kept_with_the_value(cz: None) -> None:
    family, blue = permit("LTR-FAM").limit_on(TODAY), permit("BLUE").limit_on(TODAY)
    study = permit("LTR-STU").limit_on(TODAY)
    assert family
    assert family.conflict_en == "Sources say both 60 and 90 days."
    assert blue
    assert (blue.needs_check, blue.verified) == (True, "doubtful")
    assert study
    assert not study.needs_check


def test_two_values_cannot_be_in_force_at_once(uto: None) -> None:
    fee = Fee.objects.get(permit_type__code="WORK", valid_to=date(2026, 12, 31))
    fee.valid_to = date(2027, 1, 15)
    with pytest.raises(ValidationError):
        fee.clean()


def test_a_fee_that_ends_before_it_begins_cannot_be_stored(uto: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Fee.objects.filter(permit_type__code="RES").update(valid_to=date(2020, 1, 1))


@pytest.mark.parametrize("demonstration", [True, False])
def test_case_numbers(demonstration: bool, settings: object) -> None:
    setattr(settings, "DEMONSTRATION", demonstration)  # noqa: B010 - pytest's own fixture
    cz, uto = load_pack("cz"), load_pack("uto")
    numbers = (cz.case_number("ZM", 12345, 2026), uto.case_number("W", 7, 2026))
    if demonstration:
        assert numbers == ("UTO-12345/ZM-2026", "UTO-2026.W.000007")
    else:
        assert numbers == ("OAM-12345/ZM-2026", "RB2026.W.000007")
    assert cz.is_case_number(numbers[0])
    assert uto.is_case_number(numbers[1])
    assert not cz.is_case_number(numbers[1])


def test_case_numbers_of_real_files_are_known() -> None:
    cz = load_pack("cz")
    assert cz.is_case_number("OAM-12345-6/DP-2026")
    assert cz.is_case_number("OAM-33677-24/DP-2013")
    assert not cz.is_case_number("OAM-0/DP-2026")
    assert not cz.is_case_number("MV-62768-5/SO-2015")
