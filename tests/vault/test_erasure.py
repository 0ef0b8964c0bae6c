"""Crypto-shredding: with one row gone, everything of a person is noise."""

import uuid

import pytest

from vault import cipher, keys, sealing, tokens
from vault.errors import Erased
from vault.models import SubjectKey, Token


def test_erasing_makes_everything_noise(subject: uuid.UUID, stranger: uuid.UUID) -> None:
    case = uuid.uuid4()
    sealed = sealing.seal(subject, ["note/1"], b"theirs")
    _, sealed_key = keys.new_document_key(subject, ["doc/1"])
    tokens.replace(subject, "name", case, ["Nguyễn"])
    others = sealing.seal(stranger, ["note/1"], b"others'")

    keys.erase(subject)

    with pytest.raises(Erased):
        sealing.open_sealed(subject, ["note/1"], sealed)
    with pytest.raises(Erased):
        keys.open_document_key(subject, ["doc/1"], sealed_key)
    with pytest.raises(Erased):
        sealing.seal(subject, ["note/1"], b"more")
    assert not SubjectKey.objects.filter(pk=subject).exists()
    assert not Token.objects.filter(subject_id=subject).exists()
    assert not tokens.owners_with("name", "nguyen").exists()
    assert sealing.open_sealed(stranger, ["note/1"], others) == b"others'"


def test_a_new_key_for_the_same_person_does_not_open_the_old(subject: uuid.UUID) -> None:
    sealed = sealing.seal(subject, ["note/1"], b"theirs")
    keys.erase(subject)
    keys.create_subject(subject)
    with pytest.raises(cipher.Damaged):
        sealing.open_sealed(subject, ["note/1"], sealed)


def test_erasing_twice_is_harmless(subject: uuid.UUID) -> None:
    keys.erase(subject)
    keys.erase(subject)
    assert not keys.exists(subject)
