"""The person signs: "I can take the mandate back at any desk". So it is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import User
from postbox.models import Message
from support_centre import actions
from support_centre.models import AssistedSession, Centre, Mandate, Visit
from tests.cases.test_guards import refused
from tests.factories import UserFactory, signed_in
from tests.support_centre.visitor import PASSPORT, Visitor, identified
from tests.world import World


@pytest.fixture
def far(world: World) -> User:
    """A helper of another centre."""
    Centre.objects.create(pack="cz", code="OLO", name={"en": "Centre by the River"})
    found: User = UserFactory(roles=["helper"], office="OLO")
    return found


def read_there(far: User) -> Visit:
    """The visitor shows the passport at the other centre."""
    actor = Actor.for_user(far)
    river = Centre.objects.get(code="OLO")
    visit = actions.open_visit(river, language="uk", reason="other", actor=actor, serve_now=True)
    actions.identify(visit, PASSPORT, method="mrz", actor=actor)
    return visit


def take_back(browser: Client, visit: Visit, mandate: Mandate) -> int:
    url = reverse("support_centre:visit_revoke", args=[visit.pk, mandate.pk])
    return browser.post(url).status_code


def test_at_another_centre(world: World, visitor: Visitor, far: User, desk: Client) -> None:
    visit, mandate = read_there(far), visitor.mandate
    browser = signed_in(far)
    page = browser.get(reverse("support_centre:visit", args=[visit.pk])).content.decode()
    assert reverse("support_centre:visit_revoke", args=[visit.pk, mandate.pk]) in page
    assert world.centre.name_in("en") in page
    for secret in ("Halyna", "File an application", "Explain letters", visitor.case.number):
        assert secret not in page, secret

    told = Message.objects.filter(person=visitor.person).count()
    assert take_back(browser, visit, mandate) == 302
    mandate.refresh_from_db()
    assert not mandate.is_live()
    assert (mandate.revoked_by, mandate.revoked_where) == (far, visit.centre)
    over = AssistedSession.objects.with_mandate().get(pk=visitor.session.pk).over()
    assert over is not None
    assert Message.objects.filter(person=visitor.person).count() == told + 1
    page = desk.get(reverse("support_centre:desk")).content.decode()
    assert "Centre by the River" in page
    assert f"Visitor {visitor.visit.number} of " in page
    assert "Halyna" not in page


def test_by_a_colleague_whom_the_mandate_does_not_name(
    world: World, visitor: Visitor, desk: Client
) -> None:
    new = UserFactory(roles=["helper"], office="KPC")
    assert not visitor.mandate.staff.filter(user=new).exists()
    visit = identified(world, Actor.for_user(new))
    assert take_back(signed_in(new), visit, visitor.mandate) == 302
    visitor.mandate.refresh_from_db()
    assert not visitor.mandate.is_live()
    page = desk.get(reverse("support_centre:desk")).content.decode()
    assert f"Visitor {visitor.visit.number} of " in page


def test_not_before_the_passport_is_read_and_not_after_the_visit(
    visitor: Visitor, far: User
) -> None:
    actor = Actor.for_user(far)
    visit = read_there(far)
    actions.end_visit(visit, done=[], actor=actor)
    url = reverse("support_centre:visit_revoke", args=[visit.pk, visitor.mandate.pk])
    browser = signed_in(far)
    assert url not in browser.get(reverse("support_centre:visit", args=[visit.pk])).content.decode()
    page = browser.post(url, follow=True).content.decode()
    assert "Read the passport" in page
    visitor.mandate.refresh_from_db()
    assert visitor.mandate.is_live()


def test_nobody_elses(world: World, visitor: Visitor, mandate: Mandate, far: User) -> None:
    """Oksana's, for the visitor's."""
    assert take_back(signed_in(far), read_there(far), mandate) == 404
    mandate.refresh_from_db()
    assert mandate.is_live()


def test_where_and_by_whom_is_written_once(world: World, mandate: Mandate) -> None:
    actions.revoke(mandate, actor=Actor.for_user(world.helper), where=world.centre)
    for change in ({"revoked_where": None}, {"revoked_by": world.colleague}):
        refused(lambda change=change: Mandate.objects.filter(pk=mandate.pk).update(**change))


def test_who_takes_it_back_online_is_told_alone(
    world: World, mandate: Mandate, phone: Client, desk: Client
) -> None:
    phone.post(reverse("support_centre:consent_revoke", args=[mandate.pk]))
    assert not Mandate.objects.to_tell(world.centre).exists()
