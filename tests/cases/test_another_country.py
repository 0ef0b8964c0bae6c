"""A case under the law of a country that does not exist: the core does not know the difference."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.actor import Actor
from cases.actions import begin, clock_of, lift, record_appearance, suspend
from cases.models import Case
from permits.models import Fee, Limit, PermitType, Phrase
from permits.packs import load_pack
from tests.cases.conftest import at, file_for
from tests.factories import Cast

UTO = load_pack("uto")


@pytest.fixture
def work_permit(db: None) -> PermitType:
    permit = PermitType.objects.create(
        pack="uto",
        code="WORK",
        agenda="W",
        name="Work permit",
        term="Work permit",
        filed_at=["office"],
        in_person=True,
        in_person_days=7,
        collect_days=30,
        published=True,
    )
    dated = {"place": "office", "valid_from": date(2020, 1, 1), "source": "test"}
    Limit.objects.create(permit_type=permit, kind="normal", days=30, verified="seen", **dated)
    Fee.objects.create(
        permit_type=permit,
        kind="adult",
        amount=Decimal(40),
        currency="XTS",
        verified="seen",
        **dated,
    )
    Phrase.objects.get_or_create(
        pack="uto",
        kind="suspension",
        code="council",
        defaults={"name": "Council", "text": "The council decides.", "legal_basis": "Article 5"},
    )
    return permit


@pytest.fixture
def lodged(cast: Cast, work_permit: PermitType, novotna: Actor) -> Case:
    case = file_for(cast.oksana, work_permit)
    return record_appearance(case, actor=novotna, on=date(2026, 9, 6), now=at(9, 6))


def test_it_has_its_own_number_fee_and_period_for_coming(lodged: Case) -> None:
    assert lodged.number == "UTO-2026.W.000001"
    assert (lodged.fee.amount, lodged.fee.currency) == (40, "XTS")
    assert lodged.appear_by == date(2026, 9, 7)  # the first day counts: 1 to 7 September


def test_its_clock_counts_the_first_day_and_ends_on_the_working_day_before(
    lodged: Case, novotna: Actor
) -> None:
    opened = begin(lodged, actor=novotna, now=at(9, 7))
    assert opened.due_on == UTO.calendar.after_days(date(2026, 9, 6), 30) == date(2026, 10, 5)
    assert clock_of(opened, date(2026, 9, 6)).day == 1


def test_its_minimum_after_a_suspension_is_its_own(lodged: Case, novotna: Actor) -> None:
    opened = begin(lodged, actor=novotna, now=at(9, 7))
    pause = suspend(opened, "council", actor=novotna, now=at(9, 30))
    resumed = lift(pause, actor=novotna, now=at(10, 20))
    assert resumed.due_on == UTO.calendar.after_days(date(2026, 10, 20), 10)
    assert resumed.clock_entries.get(kind="stop").legal_basis == "Article 5"
