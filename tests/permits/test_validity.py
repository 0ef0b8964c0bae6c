"""For how long a permit may be granted hangs on its type, the answers and the day of filing."""

from datetime import date, timedelta

import pytest

from permits.models import PermitType
from permits.validity import longest_months

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
BLUE = {"permit": {"purpose": "blue_card"}}
ROW = {
    "months": 36,
    "when": {"question": "permit.purpose", "is": "blue_card"},
    "from": FIRST.isoformat(),
    "to": LAST.isoformat(),
}


@pytest.fixture
def permit() -> PermitType:
    return PermitType(pack="cz", code="EXT", max_validity_months=24, validity_when=[ROW])


def test_an_answer_lengthens_it(permit: PermitType) -> None:
    assert longest_months(permit, BLUE, FIRST) == 36
    assert longest_months(permit, {"permit": {"purpose": "study"}}, FIRST) == 24
    assert longest_months(permit, {}, FIRST) == 24


@pytest.mark.parametrize(
    ("filed", "months"),
    [(FIRST - timedelta(1), 24), (FIRST, 36), (LAST, 36), (LAST + timedelta(1), 24)],
)
def test_only_on_the_days_on_which_it_is_in_force(
    permit: PermitType, filed: date, months: int
) -> None:
    assert longest_months(permit, BLUE, filed) == months


def test_without_a_last_day_it_holds_on(permit: PermitType) -> None:
    permit.validity_when = [ROW | {"to": None}]
    assert longest_months(permit, BLUE, LAST + timedelta(1)) == 36


def test_a_type_without_a_longest_validity_has_none() -> None:
    assert longest_months(PermitType(pack="cz", code="PR"), BLUE, FIRST) is None
