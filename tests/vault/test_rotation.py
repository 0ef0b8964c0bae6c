"""Keys are exchanged; what they seal stays as it is and still opens."""

import uuid
from pathlib import Path

import pytest
from django.core.management import call_command

from vault import keyring, keys, rotation, sealing, tokens
from vault.errors import KeyringError
from vault.models import RootKey, SubjectKey, Token


@pytest.fixture
def people(db: None, own_keyring: Path) -> dict[uuid.UUID, bytes]:
    """Seven people, and something sealed for each."""
    ids = [uuid.uuid4() for _ in range(7)]
    for subject_id in ids:
        keys.create_subject(subject_id)
    return {subject_id: sealing.seal(subject_id, ["x/1"], subject_id.bytes) for subject_id in ids}


def assert_all_opens(people: dict[uuid.UUID, bytes]) -> None:
    """As another process would: with nothing unwrapped in memory."""
    keyring.reload()
    keys._roots.clear()
    keys.forget()
    for subject_id, sealed in people.items():
        assert sealing.open_sealed(subject_id, ["x/1"], sealed) == subject_id.bytes
    assert rotation.verify() == len(people)


def test_a_new_kek_rewraps_the_root_alone(people: dict[uuid.UUID, bytes]) -> None:
    rows = {row.pk: bytes(row.sealed) for row in SubjectKey.objects.all()}
    root = RootKey.objects.get()
    call_command("vault", "rotate")
    changed = RootKey.objects.get()
    assert (changed.kek, bytes(changed.sealed)) != (root.kek, bytes(root.sealed))
    assert rows == {row.pk: bytes(row.sealed) for row in SubjectKey.objects.all()}
    assert_all_opens(people)


def test_the_old_kek_is_worthless_once_pruned(people: dict[uuid.UUID, bytes]) -> None:
    before = RootKey.objects.get()
    call_command("vault", "rotate")
    assert rotation.prune() == 1
    assert_all_opens(people)
    keys._roots.clear()
    with pytest.raises(KeyringError):
        keys.root_key(before)


def test_pruning_keeps_what_is_in_use(people: dict[uuid.UUID, bytes]) -> None:
    assert rotation.prune() == 0
    assert_all_opens(people)


def test_a_new_root_rewraps_one_row_per_person(
    people: dict[uuid.UUID, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)
    old = RootKey.objects.get()
    call_command("vault", "rotate", "--root")
    assert RootKey.objects.get().pk != old.pk
    assert set(SubjectKey.objects.values_list("root_id", flat=True)) == {RootKey.objects.get().pk}
    assert_all_opens(people)


def test_a_rotation_that_was_cut_off_is_finished_by_the_next(
    people: dict[uuid.UUID, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)
    rewrap, calls = rotation._rewrap_batch, []

    def dies_on_the_second(root: RootKey) -> int:
        calls.append(root)
        if len(calls) == 2:
            raise ConnectionError
        return rewrap(root)

    monkeypatch.setattr(rotation, "_rewrap_batch", dies_on_the_second)
    with pytest.raises(ConnectionError):
        rotation.rotate_root()
    assert SubjectKey.objects.values("root_id").distinct().count() == 2
    assert_all_opens(people)
    monkeypatch.setattr(rotation, "_rewrap_batch", rewrap)
    assert rotation.rotate_root() == 7
    assert RootKey.objects.count() == 1
    assert_all_opens(people)


def test_a_running_process_picks_up_a_keyring_that_another_rotated(
    people: dict[uuid.UUID, bytes],
) -> None:
    stale = keyring.loaded()
    rotation.rotate_root()
    rotation.rotate_kek()
    rotation.prune()
    keyring._loaded[next(iter(keyring._loaded))] = stale
    keys._roots.clear()
    keys.forget()
    subject_id, sealed = next(iter(people.items()))
    assert sealing.open_sealed(subject_id, ["x/1"], sealed) == subject_id.bytes


def test_after_a_new_index_key_old_tokens_still_find(people: dict[uuid.UUID, bytes]) -> None:
    one, other, subject_id = uuid.uuid4(), uuid.uuid4(), next(iter(people))
    tokens.replace(subject_id, "passport", one, ["P1"])
    assert rotation.rotate_index() == 2
    tokens.replace(subject_id, "passport", other, ["P1"])
    assert set(tokens.owners_with("passport", "p1")) == {one, other}
    assert Token.objects.filter(owner_id=other).count() == 2
    assert {bytes(token.value)[0] for token in Token.objects.filter(owner_id=other)} == {1, 2}
