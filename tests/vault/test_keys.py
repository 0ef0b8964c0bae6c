import uuid
from pathlib import Path

import pytest
from django.core.signals import request_finished
from django.db import IntegrityError, close_old_connections, transaction

from vault import cipher, keyring, keys, sealing
from vault.errors import Damaged, Erased, KeyringError
from vault.models import RootKey, SubjectKey


def test_what_is_sealed_for_a_person_opens_for_that_person(subject: uuid.UUID) -> None:
    sealed = sealing.seal(subject, ["note/1", "n1"], "Nguyễn".encode())
    assert "Nguyễn".encode() not in sealed
    assert sealing.open_sealed(subject, ["note/1", "n1"], sealed) == "Nguyễn".encode()


def test_the_same_value_never_looks_the_same(subject: uuid.UUID) -> None:
    seals = {sealing.seal(subject, ["note/1"], b"x") for _ in range(50)}
    assert len(seals) == 50


@pytest.mark.parametrize(
    "context", [["note/1", "n2"], ["note/1"], ["note/2", "n1"], ["note/1", "n1", ""]]
)
def test_it_does_not_open_elsewhere(subject: uuid.UUID, context: list[str]) -> None:
    sealed = sealing.seal(subject, ["note/1", "n1"], b"x")
    with pytest.raises(Damaged):
        sealing.open_sealed(subject, context, sealed)


def test_it_does_not_open_for_another_person(subject: uuid.UUID, stranger: uuid.UUID) -> None:
    sealed = sealing.seal(subject, ["note/1"], b"x")
    with pytest.raises(Damaged):
        sealing.open_sealed(stranger, ["note/1"], sealed)


def test_a_key_row_moved_to_another_person_does_not_open(
    subject: uuid.UUID, stranger: uuid.UUID
) -> None:
    stolen = SubjectKey.objects.get(pk=subject).sealed
    SubjectKey.objects.filter(pk=stranger).update(sealed=stolen)
    keys.forget()
    with pytest.raises(Damaged):
        keys.subject(stranger)


def test_creating_twice_keeps_the_first_key(subject: uuid.UUID) -> None:
    sealed = sealing.seal(subject, ["note/1"], b"x")
    keys.create_subject(subject)
    assert sealing.open_sealed(subject, ["note/1"], sealed) == b"x"
    keys.forget()
    keys.create_subject(subject)
    assert sealing.open_sealed(subject, ["note/1"], sealed) == b"x"


def test_an_unknown_person_has_no_key(db: None) -> None:
    with pytest.raises(Erased):
        sealing.seal(uuid.uuid4(), ["note/1"], b"x")


def test_there_is_one_active_root(subject: uuid.UUID) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        keys.create_root()
    assert RootKey.objects.count() == 1


def test_many_keys_cost_one_query(db: None, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    people = [uuid.uuid4() for _ in range(25)]
    for person in people:
        keys.create_subject(person)
    keys.forget()
    with django_assert_num_queries(1):
        keys.preload(people)
        for person in people:
            keys.subject(person)


def test_keys_leave_memory_with_the_request(subject: uuid.UUID, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    keys.subject(subject)
    with django_assert_num_queries(0):
        keys.subject(subject)
    request_finished.disconnect(close_old_connections)  # the test's database is in memory
    request_finished.send(sender=None)
    request_finished.connect(close_old_connections)
    with django_assert_num_queries(1):
        keys.subject(subject)


def test_the_cache_does_not_grow_without_end(
    subject: uuid.UUID, stranger: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_CACHE_LIMIT", 1)
    keys.forget()
    keys.subject(subject)
    keys.subject(stranger)
    assert len(keys._cache()) == 1


def test_a_document_key_is_bound_to_its_document(subject: uuid.UUID) -> None:
    key, sealed = keys.new_document_key(subject, ["doc/1", subject, "blob-1"])
    assert len(key) == cipher.KEY_BYTES
    assert keys.open_document_key(subject, ["doc/1", subject, "blob-1"], sealed) == key
    with pytest.raises(Damaged):
        keys.open_document_key(subject, ["doc/1", subject, "blob-2"], sealed)


def test_without_the_right_keyring_nothing_opens(db: None, own_keyring: Path) -> None:
    subject_id = uuid.uuid4()
    keys.create_subject(subject_id)
    own_keyring.unlink()
    keyring._loaded.clear()
    keys._roots.clear()
    keys.forget()
    with pytest.raises(KeyringError):
        keys.subject(subject_id)


def test_a_system_key_that_was_rolled_back_seals_nothing(db: None) -> None:
    with transaction.atomic():
        lost = keys.system().for_purpose("audit/1")
        transaction.set_rollback(True)
    kept = keys.system().for_purpose("audit/1")
    assert kept != lost
    assert keys.system().for_purpose("audit/1") == kept


def test_what_concerns_no_person_has_a_key_too(db: None) -> None:
    key = keys.system().for_purpose("audit/1")
    keys.forget()
    assert keys.system().for_purpose("audit/1") == key
