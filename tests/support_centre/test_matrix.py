"""The acting context × every address of the person: nothing is seen that was not allowed, or not
any more. Generated from the resolver, so that a new address is asked as well.

A helper's browser asks with the person's objects. Each situation says what it lends; whatever a
view wants beyond that is a 404, or leads to the page that says that the session is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import RoleGrant
from accounts.roles import APPLICANT, HELPER, PERMISSIONS
from support_centre import acting, actions
from support_centre.models import AssistedSession, Centre, Mandate
from support_centre.services import permissions_of
from tests.factories import UserFactory, signed_in
from tests.matrix import ARGUMENTS
from tests.test_access_matrix import ADDRESSES, Made, ask, rule_of

SERVICES = ("file", "answer", "change", "explain", "withdraw")
PERSONS = {"applicants", "postbox", "accounts", "cases"}
BELONGS = sorted(
    name
    for name, (namespace, _pattern) in ADDRESSES.items()
    if namespace in PERSONS and name in ARGUMENTS and ARGUMENTS[name].owner == "oksana"
)
"""Addresses with an object of the person's."""

LISTS = sorted(
    name
    for name, (namespace, _pattern) in ADDRESSES.items()
    if namespace in {"applicants", "postbox"} and name not in ARGUMENTS
)
"""Addresses that show what there is of the person."""

BY_WORD = {name for name in BELONGS if ARGUMENTS[name].by_word}
SECRETS = ("Kovalenko", "oksana@example.org", "UT1234500")


class Situations(Made):
    """The world, a stranger's mandate, another centre; all made once."""

    def __init__(self) -> None:
        super().__init__()
        self.full = self.new_mandate(*SERVICES)
        self.others = UserFactory(
            username="urban", roles=["helper"], office="KPX", given_names="Urban"
        )
        self.other_centre = Centre.objects.create(
            pack="cz", code="KPX", name={"en": "Centre far away"}, hours="Mo 08:00-12:00"
        )


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


def begun(world: Situations, mandate: Mandate) -> Client:
    """The helper's browser, acting by ``mandate``."""
    client = signed_in(world.helper)
    url = reverse("support_centre:session", args=[mandate.pk])
    assert client.post(url).status_code == 302
    assert acting.KEY in client.session
    return client


def url_of(world: Situations, name: str) -> str:
    return reverse(name, kwargs=world.arguments.get(name, {}))


# Each situation gives the browser that asks.


def no_mandate(world: Situations) -> Client:
    return signed_in(world.helper)


def revoked(world: Situations) -> Client:
    client = begun(world, world.full)
    actions.revoke(world.full, actor=world.applicant)
    return client


def expired(world: Situations) -> Client:
    """Given yesterday for one day; the session began when it still lived."""
    now = timezone.now()
    helper, yesterday = Actor.for_user(world.helper), now - timedelta(hours=25)
    asked = actions.Asked(SERVICES, 1, "uk")
    _offered, code = actions.offer(world.visit, asked, actor=helper, now=yesterday)
    mandate = actions.give_by_code(code, actor=world.applicant, now=yesterday)
    session = actions.start(mandate, visit=None, actor=helper, now=now - timedelta(hours=2))
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=now)
    session.refresh_from_db()
    over = session.over()
    assert over is not None
    assert over[1] == "expired"
    client = signed_in(world.helper)
    kept = client.session
    kept[acting.KEY] = str(session.pk)
    kept.save()
    return client


def idle(world: Situations) -> Client:
    client = begun(world, world.full)
    session = AssistedSession.objects.open().get()
    gone = timezone.now() - timedelta(minutes=20)
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=gone)
    return client


def closed(world: Situations) -> Client:
    client = begun(world, world.full)
    gone = timezone.now() - timedelta(minutes=4)
    AssistedSession.objects.open().update(beat_at=gone)
    return client


def ended(world: Situations) -> Client:
    client = begun(world, world.full)
    client.post(reverse("support_centre:session_end"))
    return client


def ended_elsewhere(world: Situations) -> Client:
    client = begun(world, world.full)
    actions.end(AssistedSession.objects.open().get(), actor=Actor.for_user(world.helper))
    return client


def other_centre(world: Situations) -> Client:
    """The helper works at another desk from now on."""
    client = begun(world, world.full)
    RoleGrant.objects.filter(user=world.helper, role=HELPER).update(until=timezone.now())
    RoleGrant.objects.create(user=world.helper, role=HELPER, office="KPX")
    return client


def no_longer_staff(world: Situations) -> Client:
    client = begun(world, world.full)
    RoleGrant.objects.filter(user=world.helper).update(until=timezone.now())
    return client


def other_person(world: Situations) -> Client:
    """Acting for somebody else, by a mandate for everything."""
    visit = actions.open_visit(
        world.centre, language="ar", reason="file", actor=Actor.for_user(world.helper)
    )
    asked = actions.Asked(SERVICES, 1, "ar")
    _offered, code = actions.offer(visit, asked, actor=Actor.for_user(world.helper))
    return begun(world, actions.give_by_code(code, actor=Actor.for_user(world.amira)))


def another_browser(world: Situations) -> Client:
    begun(world, world.full)
    return signed_in(world.helper)


def a_colleague_with_the_id(world: Situations) -> Client:
    """Who knows the session's id and puts it into their own browser."""
    key = begun(world, world.full).session[acting.KEY]
    client = signed_in(world.colleague)
    kept = client.session
    kept[acting.KEY] = key
    kept.save()
    return client


def a_stranger_with_the_id(world: Situations) -> Client:
    key = begun(world, world.full).session[acting.KEY]
    client = signed_in(world.others)
    kept = client.session
    kept[acting.KEY] = key
    kept.save()
    return client


SHUT = [
    no_mandate,
    revoked,
    expired,
    idle,
    closed,
    ended,
    ended_elsewhere,
    other_centre,
    no_longer_staff,
    other_person,
    another_browser,
    a_colleague_with_the_id,
    a_stranger_with_the_id,
]


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


@pytest.mark.parametrize("services", [(code,) for code in (*SERVICES, "restore")], ids="".join)
def test_only_what_the_service_lends_is_open(world: Situations, services: tuple[str, ...]) -> None:
    """Each address answers exactly when a permission that it asks for is lent (or the role's)."""
    lent = permissions_of(services) | PERMISSIONS[HELPER]
    client = begun(world, world.new_mandate(*services))
    wrong = []
    for name in BELONGS:
        before = transaction.savepoint()  # or what is deleted here is missing for the next one
        response = ask(client, url_of(world, name), ARGUMENTS[name].data)
        transaction.savepoint_rollback(before)
        wanted = rule_of(name).permissions
        should = bool(wanted & lent) and bool(wanted & PERMISSIONS[APPLICANT])
        if should != (response.status_code != 404):
            wrong.append((name, response.status_code))
    assert wrong == []


def test_a_mandate_for_one_case_opens_no_other(world: Situations) -> None:
    other = world.decided
    client = begun(world, world.new_mandate(*SERVICES, case=world.case))
    of_case = [name for name in BELONGS if "case_id" in world.arguments[name]]
    for name in of_case:
        if not name.startswith("applicants:"):
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
    assert len(BELONGS) > 30
    assert len(LISTS) >= 3
