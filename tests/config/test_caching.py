"""What somebody finds who steals the cache, and what happens to us when they write into it."""

import os
import pickle
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from accounts.sessions import cached_db
from config.caching import Serializer, name
from tests.accounts.signing import sign_in
from tests.marks import in_the_cache

pytestmark = pytest.mark.django_db


class Evil:
    def __reduce__(self) -> Any:
        return os.mkdir, ("/nowhere/at/all",)


def test_neither_addresses_nor_what_was_typed_are_in_its_names() -> None:
    sign_in(Client(), "oksana@example.org", "wrong", REMOTE_ADDR="192.0.2.7")
    kept = [name.decode() for name, _value in in_the_cache()]
    assert kept
    assert not [key for key in kept if "192.0.2" in key or "allauth" in key]


def test_names_are_the_installations_own(settings: Any, tmp_path: Any) -> None:
    here = name("key", "pobyt", 1)
    assert "key" not in here
    assert here == name("key", "pobyt", 1) != name("other", "pobyt", 1)
    settings.VAULT_KEYRING = tmp_path / "another.json"
    assert name("key", "pobyt", 1) != here


@pytest.mark.parametrize("value", [1, 0, True, None, "text", [1.5, 2.5], {"a": ["к"]}])
def test_what_is_kept_comes_back(value: Any) -> None:
    stored = Serializer().dumps(value)
    raw = stored if isinstance(stored, bytes) else str(stored).encode()
    back = Serializer().loads(raw)
    assert back == value
    assert type(back) is type(value)


def test_a_pickle_in_the_cache_runs_nothing() -> None:
    with pytest.raises(ValueError):
        Serializer().loads(pickle.dumps(Evil()))


def test_a_session_that_cannot_be_read_from_the_cache_is_read_from_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = cached_db.SessionStore()
    store["role"] = "applicant"
    store.create()
    store.save()

    def poisoned(*arguments: Any, **options: Any) -> Any:
        return Serializer().loads(pickle.dumps(Evil()))

    monkeypatch.setattr(caches["default"], "get", poisoned)
    assert cached_db.SessionStore(store.session_key)["role"] == "applicant"
