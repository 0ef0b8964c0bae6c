"""Whatever a superuser does to the rows, ``audit verify`` says so."""

import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from audit import digests, guards, log, verification
from audit.models import ChainHead, Event, EventSubject
from tests.audit.conftest import Officer
from vault import keys

Cases = dict[uuid.UUID, uuid.UUID]


@pytest.fixture
def cases(db: None) -> Cases:
    """Four cases, each with its person, six chained steps and six other events."""
    cases = {uuid.uuid4(): uuid.uuid4() for _ in range(4)}
    for case, person in cases.items():
        keys.create_subject(person)
        for step in range(6):
            said = {"step": step, "by": "Žofie"}
            log.append(
                "cases.move",
                actor=Officer(),
                subjects=[person],
                case=case,
                payload=said,
                chain=True,
            )
            log.read("cases.view_case", actor=Officer(), subjects=[person], case=case)
    return cases


@pytest.fixture
def superuser(cases: Cases) -> Iterator[None]:
    """Someone for whom no trigger holds."""
    with guards.lifted():
        yield


def found() -> list[str]:
    keys.forget()
    return list(verification.findings())


def test_an_honest_log_has_no_findings(cases: Cases, capsys: Any) -> None:
    assert found() == []
    call_command("audit", "verify")
    assert "48 events hold." in capsys.readouterr().out


def test_batches_make_no_difference(cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "BATCH", 7)
    assert found() == []


def test_erasing_a_person_leaves_the_proof(cases: Cases) -> None:
    for person in cases.values():
        keys.erase(person)
    assert found() == []


def test_an_erased_persons_event_is_still_proved(cases: Cases, superuser: None) -> None:
    keys.erase(next(iter(cases.values())))
    Event.objects.filter(pk=Event.objects.earliest("id").pk).update(role="auditor")
    assert len(found()) == 1


def test_one_line_a_finding_and_exit_code_one(cases: Cases, superuser: None, capsys: Any) -> None:
    Event.objects.filter(case_seq=2, case_id=next(iter(cases))).update(name="cases.other")
    guards.install()
    with pytest.raises(SystemExit) as exit_info:
        call_command("audit", "verify")
    assert exit_info.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    assert "changed" in lines[0]


def test_persons_of_an_event_that_is_not_there_are_a_finding(cases: Cases, superuser: None) -> None:
    EventSubject.objects.create(event_id=10**9, subject_id=uuid.uuid4())
    assert found() == ["event 1000000000: it is missing, persons whom it was about are left"]


def test_an_event_of_no_chain_does_not_vanish_without_a_trace(
    cases: Cases, superuser: None
) -> None:
    event = Event.objects.filter(case_seq=None, subjects__isnull=False).first()
    assert event is not None
    Event.objects.filter(pk=event.pk)._raw_delete("default")
    assert any(f"event {event.pk}: it is missing" in line for line in found())


def test_a_missing_guard_is_a_finding_too(cases: Cases, superuser: None, capsys: Any) -> None:
    with pytest.raises(SystemExit):
        call_command("audit", "verify")
    assert "guard audit_event_no_update" in capsys.readouterr().out


def rehash(event: Event) -> None:
    """As a careful forger would: make the row agree with itself again."""
    subjects = [row.subject_id for row in event.subjects.all()]
    Event.objects.filter(pk=event.pk).update(hash=digests.of_event(event, subjects))


def test_a_forged_step_with_a_fitting_hash_breaks_the_chain(cases: Cases, superuser: None) -> None:
    event = Event.objects.get(case_seq=3, case_id=next(iter(cases)))
    event.name = "cases.other"
    event.save()
    rehash(event)
    assert any("step 4 does not follow" in line for line in found())


def test_a_forged_last_step_disagrees_with_the_head(cases: Cases, superuser: None) -> None:
    event = Event.objects.get(case_seq=6, case_id=next(iter(cases)))
    event.name = "cases.other"
    event.save()
    rehash(event)
    assert any("head" in line for line in found())


def drop_step(event: Event, dice: random.Random) -> None:
    event.subjects.all().delete()
    event.delete()


def change_text(event: Event, dice: random.Random) -> None:
    column = dice.choice(["name", "role", "office"])
    Event.objects.filter(pk=event.pk).update(**{column: f"x{dice.randrange(10**6)}"})


def change_id(event: Event, dice: random.Random) -> None:
    column = dice.choice(["user_id", "acting_for", "sealed_for"])
    Event.objects.filter(pk=event.pk).update(**{column: uuid.UUID(int=dice.getrandbits(128))})


def change_bytes(event: Event, dice: random.Random) -> None:
    column = dice.choice(["digest", "hash", "prev_hash", "sealed"])
    value = bytearray(getattr(event, column))
    value[dice.randrange(len(value))] ^= 1 << dice.randrange(8)
    Event.objects.filter(pk=event.pk).update(**{column: bytes(value)})


def change_time(event: Event, dice: random.Random) -> None:
    moved = event.at.replace(microsecond=(event.at.microsecond + 1) % 1_000_000)
    Event.objects.filter(pk=event.pk).update(at=moved)


def exchange_words(event: Event, dice: random.Random) -> None:
    other = dice.choice(list(Event.objects.exclude(pk=event.pk).exclude(sealed=None)))
    Event.objects.filter(pk=event.pk).update(sealed=other.sealed, digest=other.digest)


def swap_steps(event: Event, dice: random.Random) -> None:
    other = Event.objects.filter(case_id=event.case_id).exclude(case_seq=None)
    other = dice.choice(list(other.exclude(pk=event.pk)))
    mine, theirs = event.case_seq, other.case_seq
    for pk, seq in ((event.pk, 99), (other.pk, mine), (event.pk, theirs)):
        Event.objects.filter(pk=pk).update(case_seq=seq)


def change_subjects(event: Event, dice: random.Random) -> None:
    if dice.random() < 0.5:
        event.subjects.all().delete()
    else:
        EventSubject.objects.create(event=event, subject_id=uuid.UUID(int=dice.getrandbits(128)))


def cut_the_end(event: Event, dice: random.Random) -> None:
    late = Event.objects.filter(case_id=event.case_id, case_seq__gte=event.case_seq)
    EventSubject.objects.filter(event__in=late).delete()
    late.delete()


def change_head(event: Event, dice: random.Random) -> None:
    heads = ChainHead.objects.filter(case_id=event.case_id)
    dice.choice([lambda: heads.update(seq=5), heads.delete, lambda: heads.update(hash=b"x")])()


def add_step(event: Event, dice: random.Random) -> None:
    event.pk, event.case_seq = None, 7
    event.save(force_insert=True)


TAMPERS: list[Callable[[Event, random.Random], None]] = [
    drop_step, change_text, change_id, change_bytes, change_time, exchange_words, swap_steps,
    change_subjects, cut_the_end, change_head, add_step,
]  # fmt: skip


def assert_all_found(rounds: int, seed: int) -> None:
    dice = random.Random(seed)
    chained = list(Event.objects.exclude(case_seq=None).order_by("id").values_list("pk", flat=True))
    for _ in range(rounds):
        event = Event.objects.get(pk=dice.choice(chained))
        tamper = dice.choice(TAMPERS)
        with undone():
            tamper(event, dice)
            assert found(), tamper.__name__
    assert found() == []


@contextmanager
def undone() -> Iterator[None]:
    """A block whose writes are rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("superuser")
def test_sixty_tampers_by_a_superuser_are_all_found() -> None:
    assert_all_found(60, seed=1)


@pytest.mark.slow
@pytest.mark.usefixtures("superuser")
def test_a_thousand_tampers_by_a_superuser_are_all_found() -> None:
    assert_all_found(1000, seed=2)
