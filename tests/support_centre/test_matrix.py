"""The acting context × every address of the person: nothing is seen that was not allowed, or not
any more. Generated from the resolver, so that a new address is asked as well.

A helper's browser asks with the person's objects. Each situation says what it lends; whatever a
view wants beyond that is a 404, or leads to the page that says that the session is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.roles import APPLICANT, HELPER, PERMISSIONS
from cases.models import ConfirmedAct
from support_centre import acting, actions
from support_centre.models import LENT, AssistedSession, Mandate
from support_centre.services import permissions_of
from tests.matrix import ARGUMENTS
from tests.support_centre.situations import (
    AWAY,
    SERVICES,
    SHUT,
    Situations,
    begun,
    no_longer_staff,
    other_centre,
    other_person,
)
from tests.test_access_matrix import ADDRESSES, ask, rule_of

PERSONS = {"applicants", "postbox", "accounts", "cases", "support_centre"}


def is_of_the_desk(name: str) -> bool:
    """A helper opens it at their own desk without acting for anybody."""
    hidden = name in ARGUMENTS and HELPER in ARGUMENTS[name].hidden_from
    return bool(rule_of(name).permissions & PERMISSIONS[HELPER]) and not hidden


OF_OKSANA = sorted(
    name
    for name, (namespace, _pattern) in ADDRESSES.items()
    if namespace in PERSONS
    and name in ARGUMENTS
    and ARGUMENTS[name].owner == "oksana"
    and not rule_of(name).public
)
BELONGS = [name for name in OF_OKSANA if not is_of_the_desk(name)]
"""Addresses with an object of the person's, which only acting for the person opens."""

AT_DESK = [name for name in OF_OKSANA if is_of_the_desk(name)]
"""Addresses with an object of the person's, which open at the desk where it was made."""

LISTS = sorted(
    name
    for name, (namespace, _pattern) in ADDRESSES.items()
    if namespace in {"applicants", "postbox", "support_centre"}
    and name not in ARGUMENTS
    and not rule_of(name).public
)
"""Addresses that show what there is of the person, or of whoever is assisted now."""

BY_WORD = {name for name in BELONGS if ARGUMENTS[name].by_word}
SECRETS = ("Kovalenko", "oksana@example.org", "UT1234500")
OWN_RULE = {
    "support_centre:notice",
    "support_centre:paper_messages",
    "support_centre:paper_messages_address",
    "support_centre:photograph_shown",
    "support_centre:post_address",
    "support_centre:post_letter",
}
"""Made at the desk and seen there again for some hours, or posted by it: not by the mandate."""

OF_ALL_CENTRES = {"support_centre:translation"}
"""Whoever has the languages, at whichever desk: nobody's name is in it."""

NEEDED = {
    "support_centre:readback_answer": LENT[ConfirmedAct.ANSWERED],
    "support_centre:readback_change": LENT[ConfirmedAct.REPORTED],
    "support_centre:readback_withdrawal": LENT[ConfirmedAct.WITHDRAWN],
    "support_centre:practice_confirm": "never at a real desk",
}
"""What has to be lent for a read-back; for those of an application, as all others are, to file."""


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Situations]:
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(transaction, "on_commit", lambda act, **options: act())
            world = Situations()
            for session in AssistedSession.objects.open():
                actions.end(session, actor=Actor.for_user(world.helper))
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(made: Situations, db: None) -> Situations:
    return made


def url_of(world: Situations, name: str) -> str:
    return reverse(name, kwargs=world.arguments.get(name, {}))


def seen(response: HttpResponseBase) -> str:
    if getattr(response, "streaming", False):
        return "streamed"
    return response.content.decode(errors="replace")


def is_shut(response: HttpResponseBase) -> bool:
    """404, or away to the page that says why the session is over, or to the sign-in."""
    if response.status_code == 404:
        return True
    return response.status_code == 302 and response["Location"] in (
        acting.over_page(),
        reverse("support_centre:desk"),
    )


@pytest.mark.parametrize("situation", SHUT, ids=lambda act: act.__name__)
def test_nothing_of_the_person_is_seen(
    world: Situations, situation: Callable[[Situations], Client]
) -> None:
    client = situation(world)
    wrong = []
    for name in BELONGS:
        if name in BY_WORD and situation in (other_person, no_longer_staff):
            continue  # anybody may begin an application of their own
        response = ask(client, url_of(world, name), ARGUMENTS[name].data)
        if not is_shut(response):
            wrong.append((name, response.status_code))
    for name in LISTS:
        text = seen(ask(client, url_of(world, name)))
        wrong += [(name, secret) for secret in SECRETS if secret in text]
    assert wrong == []


@pytest.mark.parametrize("situation", AWAY, ids=lambda act: act.__name__)
def test_away_from_the_desk_nothing_that_was_made_there_opens(
    world: Situations, situation: Callable[[Situations], Client]
) -> None:
    client = situation(world)
    wrong = []
    for name in AT_DESK:
        if name in OF_ALL_CENTRES and situation is other_centre:
            continue
        response = ask(client, url_of(world, name), ARGUMENTS[name].data)
        if not is_shut(response):
            wrong.append((name, response.status_code))
    assert wrong == []


def test_at_the_desk_without_a_living_mandate_nothing_of_the_person_is_read(
    world: Situations,
) -> None:
    """Pages open there, for the visit goes on. Nothing in them is the person's."""
    client = begun(world, world.full)
    for mandate in Mandate.objects.live().filter(person=world.oksana.person):
        actions.revoke(mandate, actor=world.applicant)
    wrong = []
    for name in AT_DESK:
        before = transaction.savepoint()
        response = ask(client, url_of(world, name), ARGUMENTS[name].data)
        transaction.savepoint_rollback(before)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.status_code == 200 and not is_page and name not in OWN_RULE:
            wrong.append((name, response.headers.get("Content-Type")))
        wrong += [(name, secret) for secret in SECRETS if is_page and secret in seen(response)]
    assert wrong == []


@pytest.mark.parametrize("services", [(code,) for code in (*SERVICES, "restore")], ids="".join)
def test_only_what_the_service_lends_is_open(world: Situations, services: tuple[str, ...]) -> None:
    """Each address answers exactly when a permission that it asks for is lent (or the role's)."""
    lent = permissions_of(services)
    client = begun(world, world.new_mandate(*services))
    wrong = []
    for name in BELONGS:
        before = transaction.savepoint()  # or what is deleted here is missing for the next one
        response = ask(client, url_of(world, name), ARGUMENTS[name].data)
        transaction.savepoint_rollback(before)
        wanted = rule_of(name).permissions
        if wanted & PERMISSIONS[HELPER]:
            wanted = frozenset({NEEDED.get(name, LENT[ConfirmedAct.FILED])})
        should = bool(wanted & lent)
        if should != (response.status_code != 404):
            wrong.append((name, response.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    ("service", "opened"),
    [("file", False), ("withdraw", False), ("answer", True), ("explain", True)],
)
def test_what_was_written_and_sent_opens_for_those_who_read_it_with_the_person(
    world: Situations, service: str, opened: bool
) -> None:
    """Written by hand, not from the table of services: what is signed says no more than this."""
    client = begun(world, world.new_mandate(service))
    page = client.get(reverse("applicants:case", args=[world.case.pk]))
    assert page.status_code == 200, "how the case stands is for every service"
    for name in ("letter", "document", "confirmed", "case_print"):
        address = url_of(world, f"applicants:{name}")
        assert (client.get(address).status_code == 200) == opened, name
        assert (address in page.text) == (opened and name != "confirmed"), name


def test_a_mandate_for_one_case_opens_no_other(world: Situations) -> None:
    other = world.decided
    client = begun(world, world.new_mandate(*SERVICES, case=world.case))
    of_case = [name for name in BELONGS if "case_id" in world.arguments[name]]
    for name in of_case:
        if not name.startswith(("applicants:", "support_centre:")):
            continue
        arguments = {**world.arguments[name], "case_id": other}
        response = ask(client, reverse(name, kwargs=arguments), ARGUMENTS[name].data)
        assert response.status_code == 404, name
    assert client.get(reverse("applicants:case", args=[world.case.pk])).status_code == 200


def test_what_the_account_holder_alone_may_do_is_lent_by_no_service() -> None:
    lent = permissions_of((*SERVICES, "restore"))
    assert lent.isdisjoint({"family.change", "mandate.give", "audit.read", "users.manage"})
    assert lent <= PERMISSIONS[APPLICANT]


def test_the_office_is_never_lent(world: Situations) -> None:
    client = begun(world, world.full)
    for name in BELONGS:
        if name.startswith("cases:"):
            response = ask(client, url_of(world, name), ARGUMENTS[name].data)
            assert response.status_code == 404, name


def test_the_matrix_asks_something() -> None:
    assert len(BELONGS) > 40
    assert len(AT_DESK) > 20
    assert {"support_centre:readback_print", "support_centre:feedback_card"} <= set(BELONGS)
    assert {"support_centre:turned", "support_centre:turned_now"} <= set(LISTS)
