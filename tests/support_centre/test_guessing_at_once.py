"""However many try a slip at the same moment, five wrong answers are weighed and no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from accounts.actor import Actor
from accounts.models import User
from support_centre import actions
from support_centre.actions import claiming, restoring
from support_centre.models import Restoration, Slip
from tests.races import at_once
from tests.support_centre.visitor import BORN, filed_for
from tests.world import World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WRONG_DAY = "1956-03-01"
PASSWORD = "another walk along the river"


def guesses(act: Callable[..., Any], count: int, network: int) -> list[Callable[[], Any]]:
    """So many, each from an address of its own: no wait stands in the way of the slip."""
    return [partial(act, source=f"10.{network}.0.{number}") for number in range(count)]


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What was compared with the slip, in its order: whether it was right."""
    found: list[bool] = []
    compare = claiming._is_right

    def noted(kept: Any, *typed: str) -> bool:
        right = compare(kept, *typed)
        if kept.pk != claiming.NOBODY:
            found.append(right)
        return right

    monkeypatch.setattr(claiming, "_is_right", noted)
    return found


@pytest.mark.parametrize("round_", range(5))
def test_five_wrong_answers_of_many_are_weighed_and_no_right_one_after_them(
    world: World, helper: Actor, weighed: list[bool], round_: int
):
    visitor = filed_for(world, helper)
    _slip, code = actions.hand_over(visitor.visit, actor=helper)
    wrong = partial(actions.check, code, birth_date=WRONG_DAY)
    right = partial(actions.check, code, birth_date=BORN)
    mixed = [
        act
        for pair in zip(guesses(wrong, 15, 1), guesses(right, 15, 2), strict=True)
        for act in pair
    ]
    results = at_once(mixed, actions.NoSuchSlip)
    assert weighed.count(False) == 5
    assert weighed[-1] is False
    assert weighed.count(True) == sum(isinstance(each, Slip) for each in results)
    slip = Slip.objects.get()
    assert (slip.tries, slip.end) == (5, "tries")
    late = at_once(guesses(right, 10, 3), actions.NoSuchSlip)
    assert all(isinstance(each, actions.NoSuchSlip) for each in late)


def test_so_it_is_with_a_restored_sign_in(world: World, monkeypatch: pytest.MonkeyPatch):
    row, code = actions.confirm_restoration(
        world.restoration, actor=Actor.for_user(world.colleague)
    )
    weighed = []
    find = restoring._kept

    def noted(*asked: Any) -> Any:
        kept = find(*asked)
        if kept[0] == row.pk:
            weighed.append(kept)
        return kept

    monkeypatch.setattr(restoring, "_kept", noted)
    wrong = partial(actions.use_restoration, code, WRONG_DAY, PASSWORD)
    right = partial(actions.use_restoration, code, "1994-03-12", PASSWORD)
    results = at_once(guesses(wrong, 20, 1), actions.WrongSlip)
    assert all(isinstance(each, actions.WrongSlip) for each in results)
    assert len(weighed) == Restoration.objects.get().tries == 5
    late = at_once(guesses(right, 10, 2), actions.WrongSlip)
    assert all(isinstance(each, actions.WrongSlip) for each in late)
    assert not User.objects.get(pk=world.oksana.pk).check_password(PASSWORD)


def test_a_restored_sign_in_is_used_once(world: World):
    _row, code = actions.confirm_restoration(
        world.restoration, actor=Actor.for_user(world.colleague)
    )
    right = partial(actions.use_restoration, code, "1994-03-12", PASSWORD)
    results = at_once(guesses(right, 10, 1), actions.WrongSlip)
    assert sum(isinstance(each, User) for each in results) == 1


def test_guesses_at_once_from_one_address_are_few(world: World, helper: Actor):
    """Five are free, the next one starts the wait; nobody slips through beside it."""
    visitor = filed_for(world, helper)
    _slip, code = actions.hand_over(visitor.visit, actor=helper)
    guess = partial(actions.check, "11111111", birth_date=BORN, source="192.0.2.66")
    results = at_once([guess] * 20, actions.NoSuchSlip, claiming.backoff.Wait)
    assert sum(isinstance(each, actions.NoSuchSlip) for each in results) == 6
    assert actions.check(code, birth_date=BORN, source="192.0.2.10")
