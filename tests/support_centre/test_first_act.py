"""The tie is written with the first act for a person, whichever it is, and before it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.actions import record_identity
from accounts.actor import Actor
from accounts.models import Conflict, User
from cases.officers import officers_for
from documents.actions import store_bytes
from documents.models import Kind
from support_centre import actions
from support_centre.actions import Asked
from support_centre.models import Mandate, Slip, Visit
from tests.cases.test_guards import refused
from tests.documents.samples import jpeg
from tests.factories import UserFactory, signed_in
from tests.support_centre.giving import agreed
from tests.support_centre.test_one_person import OKSANA
from tests.support_centre.test_post import asked_in, delivery_of
from tests.support_centre.visitor import Visitor, identified
from tests.world import World


@pytest.fixture
def colleague(world: World) -> User:
    """Of the same desk, and an officer elsewhere."""
    found: User = UserFactory(roles=["helper"], office="KPC")
    return found


def is_tied(visitor: Visitor, user: User) -> bool:
    return Conflict.objects.filter(person=visitor.person, user=user, kind="assisted").exists()


def scan(visitor: Visitor, by: User) -> Mandate:
    """The colleague keeps the signature of what the helper offered."""
    visit = Visit.objects.select_related("centre", "person").get(pk=visitor.visit.pk)
    offered, _code = actions.offer(
        visit, Asked(("explain",), 7, "uk"), actor=Actor.for_user(visit.served_by)
    )
    actor = Actor.for_user(by)
    paper = store_bytes(
        jpeg(),
        owner=visitor.person,
        name="mandate.jpg",
        media_type="image/jpeg",
        actor=actor,
        kind=Kind.MANDATE,
    )
    return actions.give_signed(offered, paper, how="paper", actor=actor)


@pytest.mark.parametrize("act", ["identify", "hand over", "signature"])
def test_an_act_at_the_desk(world: World, visitor: Visitor, colleague: User, act: str) -> None:
    assert not is_tied(visitor, colleague)
    actor = Actor.for_user(colleague)
    if act == "identify":
        assert identified(world, actor).person == visitor.person
    elif act == "hand over":
        actions.hand_over(visitor.visit, actor=actor)
    else:
        scan(visitor, colleague)
    assert is_tied(visitor, colleague)
    assert colleague not in officers_for(visitor.case)


@pytest.mark.parametrize("name", ["letter", "address", "posted", "delivered"])
def test_an_act_of_the_post_list(
    world: World, visitor: Visitor, colleague: User, name: str
) -> None:
    row = delivery_of(asked_in(world, visitor.case))
    url = reverse(f"support_centre:post_{name}", args=[row.pk])
    assert signed_in(colleague).get(url).status_code == 200
    assert is_tied(visitor, colleague)


def test_what_was_tied_to_a_reading_is_tied_to_the_account(world: World, helper: Actor) -> None:
    visit = identified(world, helper, OKSANA)
    _offered, code = actions.offer(visit, Asked(("file",), 7, "uk"), actor=helper)
    agreed(code, actor=world.applicant)
    assert Conflict.objects.filter(person=world.oksana.person, user=world.helper).exists()


def test_the_database_asks_for_it(world: World, visitor: Visitor, colleague: User) -> None:
    actor = Actor.for_user(colleague)
    facts = {"number": "X"}
    refused(
        lambda: record_identity(visitor.person, method="mrz", level=2, facts=facts, actor=actor)
    )
    slip, _code = actions.hand_over(visitor.visit, actor=Actor.for_user(world.helper))
    refused(
        lambda: Slip.objects.create(
            person=visitor.person,
            centre=world.centre,
            visit=visitor.visit,
            code=uuid4().bytes * 2,
            birth_proof=bytes(32),
            issued_by=colleague,
            until=slip.until,
        )
    )
    paper = store_bytes(
        jpeg(),
        owner=visitor.person,
        name="mandate.jpg",
        media_type="image/jpeg",
        actor=actor,
        kind=Kind.MANDATE,
    )
    offered, _code = actions.offer(
        visitor.visit, Asked(("explain",), 7, "uk"), actor=Actor.for_user(world.helper)
    )
    given = {"given_at": slip.issued_at, "given_how": "paper", "document": paper}
    refused(lambda: Mandate.objects.filter(pk=offered.pk).update(**given))
    actions.tie(visitor.person, actor=actor)
    assert Mandate.objects.filter(pk=offered.pk).update(**given) == 1
