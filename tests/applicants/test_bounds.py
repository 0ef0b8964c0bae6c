"""How many queries a page costs, and that nothing typed is stored in the open."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor
from applicants import actions
from applicants.models import Draft
from documents.actions import store_bytes
from permits.models import PermitType
from tests.applicants.filling import photo
from tests.factories import Cast

CANARY = "kanárek-7f3a"


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture
def add_file(draft: Draft, oksana: Actor) -> Callable[[], None]:
    def add() -> None:
        document = store_bytes(
            photo(),
            owner=draft.person,
            name=f"{CANARY}.jpg",
            media_type="image/jpeg",
            actor=oksana,
            kind="upload",
        )
        actions.attach(draft, "PASSPORT", document, actor=oksana)

    return add


@pytest.mark.parametrize("name", ["documents", "review"])
def test_a_page_costs_the_same_with_one_file_and_with_three(
    draft: Draft, add_file: Callable[[], None], browser_of_oksana: Client, name: str
) -> None:
    address = reverse(f"applicants:{name}", args=[draft.pk])
    add_file()
    queries(browser_of_oksana, address)
    one = queries(browser_of_oksana, address)
    add_file()
    add_file()
    assert queries(browser_of_oksana, address) == one
    assert one <= 12


def test_home_costs_the_same_with_one_draft_and_with_three(
    draft: Draft, permit: PermitType, cast: Cast, oksana: Actor, browser_of_oksana: Client
) -> None:
    address = reverse("applicants:home")
    queries(browser_of_oksana, address)
    one = queries(browser_of_oksana, address)
    for _n in range(2):
        actions.begin(
            permit, person=cast.oksana.person, actor=oksana, place="office", language="uk"
        )
    assert queries(browser_of_oksana, address) == one


def test_a_page_of_the_form_is_cheap(draft: Draft, browser_of_oksana: Client) -> None:
    address = reverse("applicants:section", args=[draft.pk, "family"])
    queries(browser_of_oksana, address)
    assert queries(browser_of_oksana, address) <= 8


def test_nothing_typed_or_uploaded_is_stored_in_the_open(
    draft: Draft,
    add_file: Callable[[], None],
    oksana: Actor,
    browser_of_oksana: Client,
    settings: Any,
    capfd: pytest.CaptureFixture[str],
) -> None:
    browser_of_oksana.post(
        reverse("applicants:section", args=[draft.pk, "contact"]), {"notes": CANARY, "leave": "1"}
    )
    add_file()
    everything = "\n".join(_dump())
    assert CANARY not in everything
    assert CANARY not in "".join(capfd.readouterr())
    for path in Path(settings.VAR_DIR).rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path
            assert CANARY not in path.name


def _dump() -> list[str]:
    """Every value of every column of the database as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not re.fullmatch(r"[a-z0-9_]+", table):
                continue
            cursor.execute(f"SELECT * FROM {table}")
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        found.append(bytes(value).decode("utf-8", "replace"))
                    else:
                        found.append(str(value))
    return found
