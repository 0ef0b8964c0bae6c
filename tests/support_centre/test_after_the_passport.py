"""Who is known and gave this desk a mandate already is not asked for a second one."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from support_centre import actions
from support_centre.models import Visit
from tests.factories import UserFactory, signed_in
from tests.support_centre.visitor import NUMBER, PASSPORT, Visitor, signed
from tests.world import World


def back_at_the_desk(world: World, helper: Actor, reason: str) -> Visit:
    return actions.open_visit(
        world.centre, language="uk", reason=reason, actor=helper, serve_now=True
    )


def after_the_passport(browser: Client, visit: Visit) -> str:
    """Where the desk is led."""
    sent = {
        "number": NUMBER,
        "issuer": PASSPORT.issuer,
        "given_names": PASSPORT.given_names,
        "family_name": PASSPORT.family_name,
        "birth_date": PASSPORT.birth_date,
        "method": "typed",
        "compared": "on",
    }
    answer = browser.post(reverse("support_centre:person", args=[visit.pk]), sent)
    assert answer.status_code == 302
    return str(answer["Location"])


def page(name: str, visit: Visit) -> str:
    return reverse(f"support_centre:{name}", args=[visit.pk])


@pytest.mark.parametrize("reason", ["file", "answer", "letter", "status", "advice"])
def test_where_a_mandate_allows_the_work_the_visit_goes_on(
    world: World, helper: Actor, desk: Client, visitor: Visitor, reason: str
) -> None:
    visit = back_at_the_desk(world, helper, reason)
    assert after_the_passport(desk, visit) == page("visit", visit)
    shown = desk.get(page("visit", visit)).content.decode()
    assert "Recorded. A mandate of the person is in force." in shown
    assert "Act for this person" in shown


def test_where_one_is_in_force_another_is_offered(
    world: World, helper: Actor, desk: Client, visitor: Visitor
) -> None:
    with_one = desk.get(page("visit", visitor.visit)).content.decode()
    actions.revoke(visitor.mandate, actor=helper)
    without = desk.get(page("visit", visitor.visit)).content.decode()
    assert "Offer another mandate" in with_one
    assert "Offer another mandate" not in without
    assert "Offer a mandate" in without


@pytest.mark.parametrize("reason", ["withdraw", "sign_in"])
def test_where_it_does_not_allow_the_work_one_is_offered(
    world: World, helper: Actor, desk: Client, visitor: Visitor, reason: str
) -> None:
    visit = back_at_the_desk(world, helper, reason)
    assert after_the_passport(desk, visit) == page("mandate_new", visit)


def test_mandates_count_together(
    world: World, helper: Actor, desk: Client, visitor: Visitor
) -> None:
    signed(visitor.visit, helper, "withdraw")
    again = back_at_the_desk(world, helper, "withdraw")
    assert after_the_passport(desk, again) == page("visit", again)


def test_a_mandate_that_was_taken_back_does_not_count(
    world: World, helper: Actor, desk: Client, visitor: Visitor
) -> None:
    actions.revoke(visitor.mandate, actor=helper)
    visit = back_at_the_desk(world, helper, "advice")
    assert after_the_passport(desk, visit) == page("mandate_new", visit)


def test_a_mandate_that_names_colleagues_only_does_not_count(
    world: World, helper: Actor, visitor: Visitor
) -> None:
    came_later = UserFactory(roles=["helper"], office="KPC")
    visit = back_at_the_desk(world, helper, "file")
    assert after_the_passport(signed_in(came_later), visit) == page("mandate_new", visit)


def test_who_gave_no_mandate_is_asked_for_one(world: World, helper: Actor, desk: Client) -> None:
    visit = back_at_the_desk(world, helper, "advice")
    assert after_the_passport(desk, visit) == page("mandate_new", visit)
