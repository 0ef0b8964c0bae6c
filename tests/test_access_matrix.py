"""Every address × every role × own, foreign and missing objects, generated from the resolver."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse

from accounts.access import Access
from accounts.checks import access_of, patterns
from accounts.roles import APPLICANT, PERMISSIONS
from tests.factories import signed_in
from tests.matrix import ARGUMENTS, Entry, of_nothing
from tests.world import World

STAFF = {
    "officer": "novotna",
    "supervisor": "supervisor",
    "auditor": "auditor",
    "administrator": "administrator",
    "helper": "helper",
    "centre_supervisor": "lead",
}
ADDRESSES = {name: (namespace, pattern) for namespace, name, pattern in patterns() if pattern.name}
OF_OTHERS = {"admin"}
"""Addresses that another package builds: their doors are asked here, ``test_admin`` goes in."""


class Made(World):
    """The world, and the arguments of every entry, made once; a test cannot change them."""

    def __init__(self) -> None:
        super().__init__()
        self.arguments = {name: entry.build(self) for name, entry in ARGUMENTS.items()}
        for member in ("stranger", *STAFF.values()):
            getattr(self, member)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Made]:
    """Each test rolls back to here, and the module rolls back to nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(transaction, "on_commit", lambda act, **options: act())
            world = Made()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(made: Made, db: None) -> Made:
    return made


def takes_arguments(pattern: URLPattern) -> bool:
    return bool(pattern.pattern.regex.groupindex)


def rule_of(name: str) -> Access:
    namespace, pattern = ADDRESSES[name]
    access = access_of(namespace, name, pattern)
    assert access is not None, f"{name} does not declare its access"
    return access


def ask(client: Client, url: str, data: dict[str, Any] | None = None) -> HttpResponseBase:
    """GET, or POST where only that is answered."""
    response = client.get(url, data)
    return client.post(url, data) if response.status_code == 405 else response


def arguments_of(name: str, world: Made) -> dict[str, Any]:
    namespace, pattern = ADDRESSES[name]
    if name in ARGUMENTS:
        return world.arguments[name]
    if namespace in OF_OTHERS:
        words = dict.fromkeys(pattern.pattern.regex.groupindex, "1")
        return {**words, "app_label": "accounts"} if "app_label" in words else words
    assert not takes_arguments(pattern), f"{name} takes arguments: add it to tests/matrix.py"
    return {}


def address(name: str, arguments: dict[str, Any]) -> str:
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        pytest.fail(f"the entry of {name} in tests/matrix.py does not fit its address")


def is_sign_in(response: HttpResponseBase) -> bool:
    return response.status_code == 302 and urlsplit(response["Location"]).path == reverse(
        "account_login"
    )


def is_let_in(response: HttpResponseBase) -> bool:
    return response.status_code not in (403, 404) and not is_sign_in(response)


def roles_that_may(access: Access) -> set[str]:
    return {role for role, held in PERMISSIONS.items() if access.permissions & held}


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_stranger_at_the_door_is_sent_to_sign_in(name: str, world: Made) -> None:
    url = address(name, arguments_of(name, world))
    response = ask(Client(), url)
    if rule_of(name).public:
        assert response.status_code != 403
    else:
        assert is_sign_in(response), f"{name} answered {response.status_code} to nobody"


@pytest.mark.parametrize("name", sorted(n for n in ADDRESSES if rule_of(n).permissions))
def test_roles_without_the_permission_find_nothing(name: str, world: Made) -> None:
    may = roles_that_may(rule_of(name))
    url = address(name, arguments_of(name, world))
    for role, member in {APPLICANT: "stranger", **STAFF}.items():
        if role not in may:
            response = ask(signed_in(getattr(world, member)), url)
            assert response.status_code == 404, f"{name} answered {response.status_code} to {role}"


@pytest.mark.parametrize("name", sorted(n for n in ADDRESSES if rule_of(n).permissions))
def test_staff_with_the_permission_get_in(name: str, world: Made) -> None:
    if ADDRESSES[name][0] in OF_OTHERS:
        return
    entry = ARGUMENTS.get(name, Entry(lambda world: {}))
    url = address(name, arguments_of(name, world))
    for role in roles_that_may(rule_of(name)) & set(STAFF):
        response = ask(signed_in(getattr(world, STAFF[role])), url, entry.data)
        let_in = role not in entry.hidden_from
        assert is_let_in(response) == let_in, f"{name} answered {response.status_code} to {role}"


@pytest.mark.parametrize(
    "name", sorted(n for n in ADDRESSES if APPLICANT in roles_that_may(rule_of(n)))
)
def test_the_owner_gets_in_and_others_find_nothing(name: str, world: Made) -> None:
    entry = ARGUMENTS.get(name, Entry(lambda world: {}))
    arguments = arguments_of(name, world)
    url = address(name, arguments)
    foreign = ask(signed_in(world.stranger), url, entry.data)
    if arguments and not entry.by_word:
        assert foreign.status_code == 404, f"{name} let a stranger in: {foreign.status_code}"
    own = ask(signed_in(getattr(world, entry.owner)), url, entry.data)
    assert is_let_in(own), f"{name} answered {own.status_code} to its owner"


@pytest.mark.parametrize("name", sorted(n for n in ADDRESSES if n in ARGUMENTS))
def test_what_does_not_exist_looks_like_what_is_foreign(name: str, world: Made) -> None:
    entry, rule = ARGUMENTS[name], rule_of(name)
    arguments = arguments_of(name, world)
    nothing = address(name, of_nothing(arguments))
    insiders = [STAFF[role] for role in roles_that_may(rule) & set(STAFF)]
    for member in [entry.owner, "stranger", *insiders]:
        response = ask(signed_in(getattr(world, member)), nothing, entry.data)
        assert response.status_code == 404, f"{name} answered {response.status_code} to {member}"
    if APPLICANT in roles_that_may(rule) and not entry.by_word:
        client = signed_in(world.stranger)
        foreign = ask(client, address(name, arguments), entry.data)
        missing = ask(client, nothing, entry.data)
        assert foreign.status_code == missing.status_code
        assert len(foreign.content) == len(missing.content)


def test_every_entry_has_its_address() -> None:
    assert set(ARGUMENTS) <= set(ADDRESSES)
