"""Nobody consents for themselves who is not of age: for a child a parent or guardian does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions as people
from accounts.actor import SYSTEM, Actor
from accounts.models import Person
from support_centre import actions
from support_centre.actions import Asked, Passport
from support_centre.models import Giver, Mandate, Visit
from support_centre.of_age import givers_for
from tests.factories import signed_in
from tests.support_centre.giving import agreed, agreeing
from tests.support_centre.visitor import identified
from tests.world import World
from vault import keys
from vault.errors import Erased

YUSUF = Passport("YU1234", "SYR", "Haddad", "Yusuf", "2020-05-01")
BY_PARENT = Asked(("explain",), 7, "ar", "Petr Novák", Giver.PARENT, "Amira Haddad", "mother")


def ward(world: World, born: str = YUSUF.birth_date) -> Person:
    return people.add_ward(
        world.amira.person,
        actor=Actor.for_user(world.amira),
        given_names="Yusuf",
        family_name="Haddad",
        birth_date=born,
    )


def test_a_child_is_not_asked_for_its_own_consent(
    world: World, helper: Actor, desk: Client
) -> None:
    visit = identified(world, helper, YUSUF)
    assert givers_for(visit.person, "cz") == (Giver.PARENT, Giver.GUARDIAN)
    with pytest.raises(ValueError, match="child"):
        actions.offer(visit, Asked(("explain",), 7, "ar"), actor=helper)
    url = reverse("support_centre:mandate_new", args=[visit.pk])
    assert 'value="self"' not in desk.get(url).content.decode()
    sent = {"services": ["explain"], "scope": "all", "days": "7", "language": "ar", "giver": "self"}
    assert desk.post(url, sent).status_code == 422
    assert not Mandate.objects.exists()


def test_no_parent_consents_for_somebody_of_age(world: World, helper: Actor) -> None:
    grown = Passport("GR1", "SYR", "Haddad", "Karim", "1990-01-01")
    with pytest.raises(ValueError, match="of age"):
        actions.offer(identified(world, helper, grown), BY_PARENT, actor=helper)


def test_nor_with_an_account_of_its_own(world: World, helper: Actor) -> None:
    world.oksana.person.birth_date = YUSUF.birth_date
    world.oksana.person.save()
    visit = actions.open_visit(world.centre, language="uk", reason="file", actor=helper)
    _offered, code = actions.offer(visit, Asked(("explain",), 7, "uk"), actor=helper)
    with pytest.raises(actions.NoSuchCode):
        agreed(code, actor=world.applicant)


@pytest.mark.parametrize("known", [True, False], ids=["known by number", "read for the first time"])
def test_the_parent_gives_it_on_their_own_device(world: World, helper: Actor, known: bool) -> None:
    child = ward(world)
    if known:
        from vault import tokens  # noqa: PLC0415

        tokens.add(child.pk, child.pk, {"passport": [YUSUF.number]})
    visit = identified(world, helper, YUSUF)
    offered, code = actions.offer(visit, BY_PARENT, actor=helper)
    read = visit.person
    assert (read == child) == known

    phone = signed_in(world.amira)
    url = reverse("support_centre:consent_code")
    page = phone.post(url, {"code": code})
    assert "Yusuf" in page.content.decode()
    assert phone.post(url, agreeing(page, code)).status_code == 302
    given = Mandate.objects.get(pk=offered.pk)
    assert given.is_live()
    assert given.person == child == Visit.objects.get(pk=visit.pk).person
    assert (given.giver_name, given.interpreter) == ("Amira Haddad", "Petr Novák")
    assert child.identity_checks.get().facts["number"] == YUSUF.number
    assert known or not keys.exists(read.pk)


@pytest.mark.parametrize("why", ["a stranger", "no longer", "another child", "of age"])
def test_nobody_else_gives_it(world: World, helper: Actor, why: str) -> None:
    if why != "a stranger":
        ward(world, "2019-01-01" if why == "another child" else YUSUF.birth_date)
    visit = identified(world, helper, YUSUF)
    offered, code = actions.offer(visit, BY_PARENT, actor=helper)
    if why == "no longer":
        people.end_guardianship(world.amira.person.guardianships.get(), actor=SYSTEM)
    late = timezone.now()
    if why == "of age":
        late = late.replace(year=2039, month=5, day=2)
        Mandate.objects.filter(pk=offered.pk).update(code_until=late.replace(year=2040))
    with pytest.raises(actions.NoSuchCode):
        agreed(code, actor=Actor.for_user(world.amira), now=late)
    phone = signed_in(world.amira)
    page = phone.post(reverse("support_centre:consent_code"), {"code": code}).content.decode()
    assert why == "of age" or "No mandate waits for you with this code" in page


def test_the_interpreter_is_kept_before_anybody_is_known(
    world: World, helper: Actor, desk: Client
) -> None:
    visit = actions.open_visit(
        world.centre, language="uk", reason="file", actor=helper, serve_now=True
    )
    sent = {"services": ["file"], "days": "7", "language": "uk", "interpreter": "Petr Novák"}
    assert (
        desk.post(reverse("support_centre:mandate_new", args=[visit.pk]), sent).status_code == 302
    )
    offered = Mandate.objects.get()
    assert (offered.person, offered.interpreter) == (None, "Petr Novák")
    code = desk.session["mandate_code"][1]
    agreed(code, actor=world.applicant)
    offered.refresh_from_db()
    assert offered.interpreter == "Petr Novák"
    keys.erase(world.oksana.person.pk)  # sealed for her from then on
    with pytest.raises(Erased):
        _ = Mandate.objects.get(pk=offered.pk).interpreter
