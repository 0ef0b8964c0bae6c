"""A person has one slip for a lost sign-in; each step ends what else was begun for them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import grant_role
from accounts.actor import SYSTEM, Actor
from audit.models import Event
from support_centre import actions
from support_centre.actions.coming_of_age import end_no_later
from support_centre.models import Giver, Mandate, Restoration
from tests.cases.test_guards import refused
from tests.factories import signed_in
from tests.support_centre.test_restoring import BORN, HOME, NEW, fresh
from tests.support_centre.visitor import signed
from tests.world import World


@pytest.fixture
def row(world: World) -> Restoration:
    return world.restoration


@pytest.fixture
def second(world: World, row: Restoration) -> Actor:
    return Actor.for_user(world.colleague)


def test_a_person_has_one_slip_and_the_one_before_opens_nothing(
    world: World, row: Restoration, second: Actor
) -> None:
    _row, before = actions.confirm_restoration(row, actor=second)
    again = actions.propose_restoration(
        world.new_mandate("restore"), visit=None, actor=Actor.for_user(world.helper)
    )
    assert again.pk != row.pk
    _again, code = actions.confirm_restoration(again, actor=second)
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    with pytest.raises(actions.WrongSlip):
        actions.use_restoration(before, BORN, NEW, source=HOME)
    actions.use_restoration(code, BORN, NEW, source=HOME)
    refused(lambda: Restoration.objects.filter(pk=row.pk).update(used_at=timezone.now()))


def test_what_waited_for_a_confirmation_ends_with_the_use_of_another(
    world: World, row: Restoration, second: Actor
) -> None:
    _row, code = actions.confirm_restoration(row, actor=second)
    waiting = actions.propose_restoration(
        world.new_mandate("restore"), visit=None, actor=Actor.for_user(world.helper)
    )
    actions.use_restoration(code, BORN, NEW, source=HOME)
    with pytest.raises(actions.CannotRestore):
        actions.confirm_restoration(waiting, actor=second)


def test_the_slip_ends_with_the_mandate_it_rests_on(
    world: World, row: Restoration, second: Actor
) -> None:
    """At the next request, whoever asks: the person's own page, both desks, and the database."""
    browser = signed_in(world.colleague)
    page = reverse("support_centre:restoration", args=[row.pk])
    paper = reverse("support_centre:restoration_slip", args=[row.pk])
    browser.post(page, {"compared": "on"})
    code = browser.session["restoration_code"][1]
    spelt = f"{code[:4]} {code[4:]}"
    assert spelt in browser.get(page).content.decode()
    assert browser.get(paper).status_code == 200
    actions.revoke(row.mandate, actor=world.applicant)
    with pytest.raises(actions.WrongSlip):
        actions.use_restoration(code, BORN, NEW, source=HOME)
    assert not fresh(world).check_password(NEW)
    text = browser.get(page).content.decode()
    assert spelt not in text
    assert "This was withdrawn." in text
    assert browser.get(paper).status_code == 302
    assert Event.objects.filter(name="support_centre.withdrew_restoration").count() == 1
    refused(lambda: Restoration.objects.filter(pk=row.pk).update(used_at=timezone.now()))


def test_the_database_lets_no_slip_open_anything_after_its_mandate(
    row: Restoration, second: Actor
) -> None:
    """Also past the action that withdraws it."""
    actions.confirm_restoration(row, actor=second)
    rows = Restoration.objects.filter(pk=row.pk)
    refused(lambda: rows.update(used_at=row.mandate.until))
    Mandate.objects.filter(pk=row.mandate_id).update(revoked_at=timezone.now())
    refused(lambda: rows.update(used_at=timezone.now()))


def test_what_another_began_to_restore_ends_when_the_child_comes_of_age(
    world: World, row: Restoration, second: Actor
) -> None:
    """A court's guardian signed it; the day of full age was learnt only afterwards."""
    helper = Actor.for_user(world.helper)
    asked = actions.Asked(("restore",), 7, "uk", "", Giver.GUARDIAN, "Amira Haddad", "court")
    offered, _code = actions.offer(world.visit, asked, actor=helper)
    mandate = signed(world.visit, helper, offered=offered)
    begun = actions.propose_restoration(mandate, visit=None, actor=helper)
    _row, code = actions.confirm_restoration(begun, actor=second)
    now = timezone.now()
    end_no_later(world.oksana.person, now, now)
    begun.refresh_from_db()
    assert begun.withdrawn_at is not None
    assert Event.objects.filter(name="support_centre.withdrew_restoration").count() == 2  # and row
    with pytest.raises(actions.WrongSlip):
        actions.use_restoration(code, BORN, NEW, source=HOME)


def test_what_waits_for_the_second_desk_ends_with_the_mandate(
    world: World, row: Restoration, second: Actor
) -> None:
    actions.revoke(row.mandate, actor=world.applicant)
    with pytest.raises(actions.CannotRestore):
        actions.confirm_restoration(row, actor=second)
    assert not Restoration.objects.waiting().exists()


def test_whoever_became_staff_meanwhile_is_not_let_in(
    world: World, row: Restoration, second: Actor
) -> None:
    row, code = actions.confirm_restoration(row, actor=second)
    grant_role(world.oksana, "officer", actor=SYSTEM)
    with pytest.raises(actions.WrongSlip):
        actions.use_restoration(code, BORN, NEW, source=HOME)
    assert not fresh(world).check_password(NEW)
    refused(lambda: Restoration.objects.filter(pk=row.pk).update(used_at=timezone.now()))
