"""One letter on paper: named to the desk, handed over in time, and then nobody else's any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor
from cases.actions import deliver
from cases.errors import NotNow
from cases.models import Request
from tests.factories import signed_in
from tests.support_centre.test_post import asked_in, delivery_of, today
from tests.support_centre.visitor import Visitor
from tests.world import World


@pytest.fixture
def asked(world: World, visitor: Visitor) -> Request:
    return asked_in(world, visitor.case)


def test_a_desk_says_the_same_day_what_it_handed_over(asked: Request, helper: Actor):
    """An earlier day is a correction, with its reason: periods run from it."""
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(NotNow, match="today"):
        deliver(delivery_of(asked), on=today(), how="desk", actor=helper, now=tomorrow)


def test_what_has_arrived_is_the_persons_alone(
    world: World, visitor: Visitor, asked: Request, helper: Actor
):
    row = delivery_of(asked)
    desk = signed_in(world.helper)
    addresses = [f"/en/centre/post/{row.pk}/{what}/" for what in ("letter", "address")]
    assert [desk.get(each).status_code for each in addresses] == [200, 200]
    deliver(row, on=today(), how="desk", actor=helper)
    assert [desk.get(each).status_code for each in addresses] == [404, 404]


def test_the_desk_reads_what_kind_of_letter_it_is_in_its_own_language(
    world: World, asked: Request
) -> None:
    """The letter's own title is in the person's."""
    page = signed_in(world.helper).get(f"/en/centre/post/{delivery_of(asked).pk}/posted/").text
    assert "Request: a period to answer begins with its delivery" in page
    assert ".pdf" not in page
