"""Nobody learns from our answers whether an account exists."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.accounts.signing import confirm_address, is_signed_in, sign_in, sign_up
from tests.factories import Cast

pytestmark = pytest.mark.django_db
CHANGING = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken[^}]+|[\w.]+@example\.org'
)


def bare(response: HttpResponse) -> bytes:
    return CHANGING.sub(b"", response.content)


@pytest.fixture
def known(cast: Cast) -> str:
    confirm_address(cast.oksana)
    return "oksana@example.org"


UNKNOWN = "nobody@example.org"


def test_signing_up_with_a_known_address_looks_like_with_a_new_one(known: str) -> None:
    answers = []
    for address in (known, UNKNOWN):
        client = Client()
        first = sign_up(client, email=address)
        second = client.get(first.url)
        wrong = client.post(first.url, {"code": "BBBB-BBBB"})
        answers.append((first.status_code, first.url, bare(second), bare(wrong)))
        assert not is_signed_in(client)
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[known], [UNKNOWN]]


def test_forgetting_the_password_of_an_unknown_account_looks_the_same(known: str) -> None:
    answers = []
    for address in (known, UNKNOWN):
        client = Client()
        first = client.post(reverse("account_reset_password"), {"email": address})
        second = client.get(first.url)
        wrong = client.post(first.url, {"code": "BBBB-BBBB"})
        answers.append((first.status_code, first.url, bare(second), bare(wrong)))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[known], [UNKNOWN]]


@pytest.mark.parametrize("unknown", [UNKNOWN, "nobody.here"])
def test_a_wrong_password_looks_like_an_unknown_account(known: str, unknown: str) -> None:
    answers = [
        sign_in(Client(), login, "not the password").context["form"].non_field_errors()
        for login in (known, "oksana", unknown)
    ]
    assert answers[0] == answers[1] == answers[2]


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each hashing of a password: what takes the time, so what a clock could tell apart."""
    made: list[str] = []
    plain = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append(password)
        return plain(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return made


@pytest.mark.parametrize("login", ["oksana@example.org", "oksana", UNKNOWN, "nobody.here"])
def test_signing_in_takes_one_hash_whoever_it_is(known: str, hashes: list[str], login: str) -> None:
    hashes.clear()
    sign_in(Client(), login, "not the password")
    assert len(hashes) == 1


@pytest.mark.parametrize("address", ["oksana@example.org", UNKNOWN])
def test_signing_up_takes_one_hash_whoever_it_is(
    known: str, hashes: list[str], address: str
) -> None:
    hashes.clear()
    sign_up(Client(), email=address)
    assert len(hashes) == 1


def test_guessing_passwords_is_slowed_down(cast: Cast) -> None:
    for _ in range(5):
        sign_in(Client(), cast.stranger.username, "not the password")
    client = Client()
    sign_in(client, cast.stranger.username)
    assert not is_signed_in(client), "even the right one waits now"


def test_a_claimed_address_does_not_lock_its_owner_out(cast: Cast) -> None:
    sign_up(Client(), email="vera@example.org", username="squatter")
    owner = Client()
    first = owner.post(reverse("account_reset_password"), {"email": "vera@example.org"})
    assert first.status_code == 302
    assert mail.outbox[-1].to == ["vera@example.org"]
