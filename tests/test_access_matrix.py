"""Every address × every role × own, foreign and missing objects, generated from the resolver."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse

from accounts.access import Access
from accounts.checks import access_of, patterns
from accounts.roles import APPLICANT, PERMISSIONS
from tests.factories import Cast, signed_in
from tests.matrix import ARGUMENTS, Entry, of_nothing

pytestmark = pytest.mark.django_db

STAFF = {
    "officer": "novotna",
    "supervisor": "supervisor",
    "auditor": "auditor",
    "administrator": "administrator",
}
ADDRESSES = {name: (namespace, pattern) for namespace, name, pattern in patterns() if pattern.name}
OF_OTHERS = {"admin"}
"""Addresses that another package builds: their doors are asked here, ``test_admin`` goes in."""


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


def arguments_of(name: str, cast: Cast) -> dict[str, Any]:
    namespace, pattern = ADDRESSES[name]
    if name in ARGUMENTS:
        return ARGUMENTS[name].build(cast)
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
def test_a_stranger_at_the_door_is_sent_to_sign_in(name: str, cast: Cast) -> None:
    url = address(name, arguments_of(name, cast))
    response = ask(Client(), url)
    if rule_of(name).public:
        assert response.status_code != 403
    else:
        assert is_sign_in(response), f"{name} answered {response.status_code} to nobody"


@pytest.mark.parametrize("name", sorted(n for n in ADDRESSES if rule_of(n).permissions))
def test_roles_without_the_permission_find_nothing(name: str, cast: Cast) -> None:
    may = roles_that_may(rule_of(name))
    url = address(name, arguments_of(name, cast))
    for role, member in {APPLICANT: "stranger", **STAFF}.items():
        if role not in may:
            response = ask(signed_in(getattr(cast, member)), url)
            assert response.status_code == 404, f"{name} answered {response.status_code} to {role}"


@pytest.mark.parametrize("name", sorted(n for n in ADDRESSES if rule_of(n).permissions))
def test_staff_with_the_permission_get_in(name: str, cast: Cast) -> None:
    if ADDRESSES[name][0] in OF_OTHERS:
        return
    entry = ARGUMENTS.get(name, Entry(lambda cast: {}))
    url = address(name, arguments_of(name, cast))
    for role in roles_that_may(rule_of(name)) & set(STAFF):
        response = ask(signed_in(getattr(cast, STAFF[role])), url, entry.data)
        let_in = role not in entry.hidden_from
        assert is_let_in(response) == let_in, f"{name} answered {response.status_code} to {role}"


@pytest.mark.parametrize(
    "name", sorted(n for n in ADDRESSES if APPLICANT in roles_that_may(rule_of(n)))
)
def test_the_owner_gets_in_and_others_find_nothing(name: str, cast: Cast) -> None:
    entry = ARGUMENTS.get(name, Entry(lambda cast: {}))
    arguments = arguments_of(name, cast)
    url = address(name, arguments)
    foreign = ask(signed_in(cast.stranger), url, entry.data)
    if arguments and not entry.by_word:
        assert foreign.status_code == 404, f"{name} let a stranger in: {foreign.status_code}"
    own = ask(signed_in(getattr(cast, entry.owner)), url, entry.data)
    assert is_let_in(own), f"{name} answered {own.status_code} to its owner"


@pytest.mark.parametrize("name", sorted(n for n in ADDRESSES if n in ARGUMENTS))
def test_what_does_not_exist_looks_like_what_is_foreign(name: str, cast: Cast) -> None:
    entry, rule = ARGUMENTS[name], rule_of(name)
    arguments = arguments_of(name, cast)
    nothing = address(name, of_nothing(arguments))
    insiders = [STAFF[role] for role in roles_that_may(rule) & set(STAFF)]
    for member in [entry.owner, "stranger", *insiders]:
        response = ask(signed_in(getattr(cast, member)), nothing, entry.data)
        assert response.status_code == 404, f"{name} answered {response.status_code} to {member}"
    if APPLICANT in roles_that_may(rule) and not entry.by_word:
        client = signed_in(cast.stranger)
        foreign = ask(client, address(name, arguments), entry.data)
        missing = ask(client, nothing, entry.data)
        assert foreign.status_code == missing.status_code
        assert len(foreign.content) == len(missing.content)


def test_every_entry_has_its_address() -> None:
    assert set(ARGUMENTS) <= set(ADDRESSES)
