import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audit import digests, log
from audit.models import ChainHead, Event, EventSubject
from tests.audit.conftest import Officer
from vault import keys
from vault.errors import Erased


def test_an_event_says_who_did_what_as_whom_and_for_whom(person: uuid.UUID) -> None:
    centre, case = uuid.uuid4(), uuid.uuid4()
    actor = Officer(role="helper", office="brno", acting_for=centre)
    log.append("cases.note_call", actor=actor, subjects=[person], case=case)
    event = Event.objects.get()
    assert (event.name, event.role, event.office) == ("cases.note_call", "helper", "brno")
    assert (event.user_id, event.acting_for, event.case_id) == (actor.user_id, centre, case)
    assert [row.subject_id for row in event.subjects.all()] == [person]


def test_what_it_says_is_sealed_under_the_persons_key(person: uuid.UUID, officer: Officer) -> None:
    said = {"name": "Nguyễn", "day": "2026-05-01"}
    log.append("cases.note", actor=officer, subjects=[person], payload=said, purpose="phone call")
    event = Event.objects.get()
    assert event.sealed_for == person
    assert "Nguyễn".encode() not in bytes(event.sealed or b"")
    assert log.payload_of(event) == {**said, "purpose": "phone call"}


def test_nothing_typed_stands_in_a_plain_column(person: uuid.UUID, officer: Officer) -> None:
    log.append(
        "cases.note", actor=officer, subjects=[person], payload={"a": "MARK-1"}, purpose="MARK-2"
    )
    row = Event.objects.values().get()
    assert "MARK" not in repr({**row, "sealed": bytes(row["sealed"])})


def test_two_equal_payloads_have_different_digests(person: uuid.UUID, officer: Officer) -> None:
    for _ in range(2):
        log.append("cases.note", actor=officer, subjects=[person], payload={"a": 1})
    one, other = Event.objects.all()
    assert bytes(one.digest) != bytes(other.digest)


def test_what_concerns_no_person_is_sealed_under_the_systems_key(
    db: None, officer: Officer
) -> None:
    log.append("permits.edit_text", actor=officer, payload={"code": "x"})
    event = Event.objects.get()
    assert event.sealed_for == keys.SYSTEM_SUBJECT
    assert log.payload_of(event) == {"code": "x"}


def test_after_erasure_the_event_stays_and_its_words_are_gone(
    person: uuid.UUID, officer: Officer
) -> None:
    log.append("cases.note", actor=officer, subjects=[person], payload={"a": 1})
    keys.erase(person)
    with pytest.raises(Erased):
        log.payload_of(Event.objects.get())
    log.append("accounts.erase_person", actor=officer, subjects=[person], payload={"by": "law"})
    assert Event.objects.count() == 2


def test_a_page_of_people_is_one_event(
    db: None, officer: Officer, django_assert_max_num_queries: Any
) -> None:
    people = [uuid.uuid4() for _ in range(25)]
    with django_assert_max_num_queries(2):
        log.read("cases.view_queue", actor=officer, subjects=people)
    assert Event.objects.count() == 1
    assert set(EventSubject.objects.values_list("subject_id", flat=True)) == set(people)


def test_a_subject_named_twice_counts_once(person: uuid.UUID, officer: Officer) -> None:
    log.append("cases.note", actor=officer, subjects=[person, person])
    assert EventSubject.objects.count() == 1


def test_reads_are_not_chained(person: uuid.UUID, officer: Officer) -> None:
    log.read("cases.view_case", actor=officer, subjects=[person], case=uuid.uuid4())
    assert Event.objects.get().case_seq is None
    assert not ChainHead.objects.exists()


def test_changes_of_state_are_a_chain_per_case(person: uuid.UUID, officer: Officer) -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    for case in (one, other, one, one, other):
        log.append("cases.move", actor=officer, subjects=[person], case=case, chain=True)
    chain = list(Event.objects.filter(case_id=one).order_by("case_seq"))
    assert [event.case_seq for event in chain] == [1, 2, 3]
    assert bytes(chain[0].prev_hash or b"") == digests.NO_PREVIOUS
    assert bytes(chain[1].prev_hash or b"") == bytes(chain[0].hash)
    head = ChainHead.objects.get(case_id=one)
    assert (head.seq, bytes(head.hash)) == (3, bytes(chain[2].hash))


def test_a_chain_needs_its_case(person: uuid.UUID, officer: Officer) -> None:
    with pytest.raises(ValueError, match="case"):
        log.append("cases.move", actor=officer, subjects=[person], chain=True)


def test_no_act_without_its_event_and_no_event_without_its_act(
    person: uuid.UUID, officer: Officer
) -> None:
    with transaction.atomic():
        log.append("cases.note", actor=officer, subjects=[person], case=person, chain=True)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not ChainHead.objects.exists()


def test_half_a_chain_cannot_be_stored(person: uuid.UUID, officer: Officer) -> None:
    event = log.append("cases.note", actor=officer, subjects=[person])
    event.pk, event.case_seq = None, 3
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)


def test_an_event_shows_its_name_alone(person: uuid.UUID, officer: Officer) -> None:
    event = log.append("cases.note", actor=officer, subjects=[person], payload={"a": 1})
    assert str(event) == f"{event.pk} cases.note"
