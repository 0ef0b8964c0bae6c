"""Sessions, sealed: what a stolen database or cache gives away, and what it does not."""

import asyncio
import json
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.sessions import cached_db
from accounts.sessions.db import SessionStore, name_of
from tests.accounts.signing import code_from_mail, confirm_password, sign_in, sign_up
from tests.factories import Cast
from tests.marks import in_the_cache, readings
from vault import keyring, rotation

pytestmark = pytest.mark.django_db

OURS = ["accounts.sessions.db", "accounts.sessions.cached_db"]
THEIRS = ["django.contrib.sessions.backends.db", "django.contrib.sessions.backends.cached_db"]


@pytest.fixture(params=OURS)
def engine(request: pytest.FixtureRequest, settings: Any) -> str:
    settings.SESSION_ENGINE = request.param
    return request.param


def begun(engine: str = OURS[0], **values: Any) -> Any:
    store = import_module(engine).SessionStore()
    store.update(values)
    store.create()
    store.save()
    return store


def again(store: Any, key: str = "") -> Any:
    """The same session as the next request finds it."""
    return type(store)(key or store.session_key)


def stolen() -> list[bytes]:
    """Everything that the table and the cache hold of sessions, in every reading."""
    rows = [
        text.encode()
        for row in Session.objects.all()
        for text in (row.session_key, row.session_data)
    ]
    kept = [item for pair in in_the_cache() for item in pair]
    return [*kept, *(reading for row in rows for reading in readings(row))]


def secrets_in_sessions(cast: Cast) -> set[str]:
    """Two strangers wait for codes, and somebody turns the second factor on: all of it is open."""
    newcomer, forgetful, careful = Client(), Client(), Client()
    sign_up(newcomer, email="new@example.org")
    first = code_from_mail()
    _ = cast.oksana
    forgetful.post(reverse("account_reset_password"), {"email": "oksana@example.org"})
    second = code_from_mail()
    sign_in(careful, cast.stranger.username)
    confirm_password(careful)
    secret = careful.get(reverse("mfa_activate_totp")).context["form"].secret
    keys = {each.cookies["sessionid"].value for each in (newcomer, forgetful, careful)}
    return {first, second, secret, *keys}


@pytest.mark.parametrize("name", THEIRS)
def test_the_search_finds_them_where_django_alone_keeps_them(
    name: str, settings: Any, cast: Cast
) -> None:
    settings.SESSION_ENGINE = name
    wanted = secrets_in_sessions(cast)
    data = stolen()
    assert all(any(each.encode() in part for part in data) for each in wanted)


def test_neither_codes_nor_secrets_nor_keys_of_sessions_are_stolen(engine: str, cast: Cast) -> None:
    wanted = secrets_in_sessions(cast)
    data = stolen()
    assert len(Session.objects.all()) >= 3
    assert not [part for part in data for each in wanted if each.encode() in part]


def test_a_session_comes_back_as_it_was(engine: str) -> None:
    store = begun(engine, role="officer", words="Зк")
    found = again(store)
    assert dict(found.items()) == {"role": "officer", "words": "Зк"}
    assert found.exists(store.session_key)
    assert not found.exists("another-key-0123456789")


def test_a_row_moved_to_another_name_is_no_session(engine: str) -> None:
    """Whoever writes into the database gives an administrator's session to their own key."""
    theirs, own = begun(engine, role="administrator"), begun(engine, role="applicant")
    row = Session.objects.get(pk=name_of(theirs.session_key))
    Session.objects.filter(pk=name_of(own.session_key)).update(session_data=row.session_data)
    cache.clear()
    found = again(own)
    assert found.get("role") is None
    assert found.session_key is None


def test_so_is_one_moved_within_the_cache() -> None:
    theirs, own = begun(OURS[1], role="administrator"), begun(OURS[1], role="applicant")
    name = cached_db.PREFIX + name_of(theirs.session_key)
    cache.set(cached_db.PREFIX + name_of(own.session_key), cache.get(name))
    assert again(own).get("role") is None


@pytest.mark.parametrize("planted", ["", "x", "e30=", json.dumps({"role": "administrator"})])
def test_what_was_not_sealed_here_is_no_session(engine: str, planted: str) -> None:
    own = begun(engine, role="applicant")
    Session.objects.filter(pk=name_of(own.session_key)).update(session_data=planted)
    cache.clear()
    assert again(own).session_key is None or again(own).get("role") is None


def test_a_changed_character_is_no_session(engine: str) -> None:
    own = begun(engine, role="applicant")
    row = Session.objects.get(pk=name_of(own.session_key))
    for place in range(0, len(row.session_data), 7):
        other = "A" if row.session_data[place] != "A" else "B"
        changed = row.session_data[:place] + other + row.session_data[place + 1 :]
        Session.objects.filter(pk=row.pk).update(session_data=changed)
        cache.clear()
        assert again(own).get("role") is None


def test_the_name_in_the_table_opens_nothing(engine: str) -> None:
    own = begun(engine, role="administrator")
    found = again(own, name_of(own.session_key))
    assert found.get("role") is None
    assert found.session_key is None


def test_ending_a_session_ends_it_everywhere(engine: str) -> None:
    own = begun(engine, role="applicant")
    again(own).flush()
    assert not Session.objects.exists()
    assert again(own).get("role") is None


def test_a_new_key_keeps_the_content_and_drops_the_old_one(engine: str) -> None:
    own = begun(engine, role="applicant")
    before = own.session_key
    own.cycle_key()
    own.save()
    assert again(own)["role"] == "applicant"
    assert again(own, before).get("role") is None


def test_sessions_end_by_themselves_and_are_cleared(engine: str, settings: Any) -> None:
    settings.SESSION_ENGINE = engine
    old, young = begun(engine, role="applicant"), begun(engine, role="officer")
    past = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=name_of(old.session_key)).update(expire_date=past)
    cache.clear()
    assert again(old).get("role") is None
    call_command("clearsessions")
    assert list(Session.objects.values_list("pk", flat=True)) == [name_of(young.session_key)]


@pytest.mark.parametrize(("engine", "first", "later"), [(OURS[0], 1, 1), (OURS[1], 0, 0)])
def test_a_request_costs_no_query_more_than_with_django(
    engine: str, first: int, later: int
) -> None:
    own = begun(engine, role="applicant")
    for expected in (first, later):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert again(own)["role"] == "applicant"
        assert len(asked) == expected


def test_the_cache_learns_again_what_it_forgot() -> None:
    own = begun(OURS[1], role="applicant")
    cache.clear()
    assert again(own)["role"] == "applicant"
    Session.objects.all().delete()
    assert again(own)["role"] == "applicant"


def test_a_cache_that_is_down_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*arguments: Any, **options: Any) -> None:
        raise ConnectionError

    for name in ("get", "set", "delete"):
        monkeypatch.setattr(cache, name, down)
    own = begun(OURS[1], role="applicant")
    assert again(own)["role"] == "applicant"
    again(own).flush()
    assert again(own).get("role") is None


def test_the_asynchronous_ways_are_sealed_as_well() -> None:
    for name in ("aload", "aexists", "acreate", "asave", "adelete"):
        method = getattr(SessionStore, name)
        assert method.__qualname__.startswith("SessionBase."), name
    assert asyncio.iscoroutinefunction(SessionStore.aload)


def test_rotating_keys_signs_nobody_out(engine: str, settings: Any, tmp_path: Any) -> None:
    settings.VAULT_KEYRING = tmp_path / "keyring.json"
    own = begun(engine, role="applicant")
    rotation.rotate_kek()
    rotation.rotate_index()
    rotation.prune()
    keyring.reload()
    assert again(own)["role"] == "applicant"
    settings.VAULT_KEYRING = tmp_path / "another.json"
    assert again(own).get("role") is None, "and another keyring opens nothing"
