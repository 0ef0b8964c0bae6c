"""A person has one slip for a lost sign-in; each step ends what else was begun for them."""

import pytest
from django.utils import timezone

from accounts.actions import grant_role
from accounts.actor import SYSTEM, Actor
from support_centre import actions
from support_centre.models import Restoration
from tests.cases.test_guards import refused
from tests.support_centre.test_restoring import BORN, HOME, NEW, fresh
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


def test_whoever_became_staff_meanwhile_is_not_let_in(
    world: World, row: Restoration, second: Actor
) -> None:
    row, code = actions.confirm_restoration(row, actor=second)
    grant_role(world.oksana, "officer", actor=SYSTEM)
    with pytest.raises(actions.WrongSlip):
        actions.use_restoration(code, BORN, NEW, source=HOME)
    assert not fresh(world).check_password(NEW)
    refused(lambda: Restoration.objects.filter(pk=row.pk).update(used_at=timezone.now()))
