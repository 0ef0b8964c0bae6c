"""Filing: an application becomes a case, once."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.actor import Actor
from audit.models import Event
from cases.actions import NoLimitKnown, begin, record_appearance, record_not_lodged
from cases.errors import NotNow
from cases.models import Case, Letter
from tests.cases.conftest import at, file_for, make_document, make_permit
from tests.factories import Cast
from vault import tokens


def test_a_filed_case_keeps_what_was_filed(cast: Cast, permit) -> None:
    paper = make_document(cast.oksana.person)
    case = file_for(cast.oksana, permit, documents=[("PASSPORT", paper)])
    stored = Case.objects.get(pk=case.pk)
    assert stored.state == "received"
    assert stored.number == "UTO-1/ZM-2026"
    assert stored.answers["passport"]["document"]["number"] == "UT1234500"
    assert stored.filed_on == stored.lodged_on == date(2026, 9, 1)
    assert [row.requirement for row in stored.documents.all()] == ["PASSPORT"]
    assert stored.waiting_for == "office"
    assert stored.queue_on == date(2026, 11, 2)
    assert stored.due_on is None


def test_filing_twice_gives_one_case(cast: Cast, permit) -> None:
    origin = uuid4()
    first = file_for(cast.oksana, permit, origin=origin)
    again = file_for(cast.oksana, permit, origin=origin)
    assert first.pk == again.pk
    assert Case.objects.count() == Letter.objects.count() == 1


def test_numbers_follow_one_another_in_each_agenda(cast: Cast, permit) -> None:
    numbers = [file_for(cast.oksana, permit).number for _ in range(3)]
    assert numbers == ["UTO-1/ZM-2026", "UTO-2/ZM-2026", "UTO-3/ZM-2026"]


def test_the_fee_is_that_of_the_day_and_the_age(cast: Cast, permit) -> None:
    adult = file_for(cast.oksana, permit)
    child = file_for(
        cast.amira, permit, person=cast.yusuf, answers={"person": {"birth_date": "2018-06-01"}}
    )
    assert (adult.fee.amount, adult.fee.kind, adult.fee.currency) == (2500, "adult", "CZK")
    assert (child.fee.amount, child.fee.kind) == (1000, "child")


def test_a_receipt_is_ordered(filed: Case) -> None:
    letter = Letter.objects.get()
    assert (letter.kind, letter.about, letter.language) == ("receipt", filed.pk, "uk")
    assert letter.state == "pending"


def test_a_case_is_found_by_passport_and_name(filed: Case) -> None:
    assert filed.pk in set(tokens.owners_with("passport", "UT1234500"))
    assert filed.pk in set(tokens.owners_with("name", "kovalenko"))


def test_filing_is_an_event_about_the_person(filed: Case) -> None:
    event = Event.objects.get(name="cases.filed")
    assert event.case_id == filed.pk
    assert event.role == "applicant"


def test_nothing_is_opened_when_no_limit_is_known(cast: Cast, permit) -> None:
    with pytest.raises(NoLimitKnown):
        file_for(cast.oksana, permit, place="embassy")
    assert not Case.objects.exists()


# Where the law wants the applicant to come in person


@pytest.fixture
def sent(cast: Cast, phrases: None) -> Case:
    return file_for(cast.oksana, make_permit(in_person=True))


def test_it_is_sent_but_not_lodged(sent: Case) -> None:
    assert sent.lodged_on is None
    assert sent.appear_by == date(2026, 9, 7)  # the fifth day is a Sunday
    assert sent.waiting_for == "applicant"
    assert sent.queue_on == sent.appear_by


def test_appearing_lodges_it_and_the_clock_starts_from_that_day(sent: Case, novotna: Actor) -> None:
    lodged = record_appearance(sent, actor=novotna, on=date(2026, 9, 4), now=at(9, 7))
    assert lodged.lodged_on == date(2026, 9, 4)
    opened = begin(lodged, actor=novotna, now=at(9, 10))
    assert opened.due_on == date(2026, 11, 3)


def test_proceedings_cannot_open_before(sent: Case, novotna: Actor) -> None:
    with pytest.raises(NotNow) as refused:
        begin(sent, actor=novotna, now=at(9, 3))
    assert refused.value.code == "has_appeared"


def test_appearing_late_does_not_count(sent: Case, novotna: Actor) -> None:
    with pytest.raises(NotNow):
        record_appearance(sent, actor=novotna, on=date(2026, 9, 8), now=at(9, 8))


def test_who_does_not_come_has_not_lodged(sent: Case, novotna: Actor) -> None:
    with pytest.raises(NotNow):
        record_not_lodged(sent, actor=novotna, now=at(9, 7))
    ended = record_not_lodged(sent, actor=novotna, now=at(9, 8))
    assert (ended.state, ended.ending) == ("discontinued", "not_lodged")
