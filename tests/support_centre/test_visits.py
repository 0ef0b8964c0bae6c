"""A visit from the list to its end: no visitor is left behind, none is taken from who acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from audit.models import Event
from support_centre import actions
from support_centre.models import Visit
from support_centre.tasks import end_left
from tests.factories import signed_in
from tests.world import World


@pytest.fixture
def helper(world: World) -> Actor:
    return Actor.for_user(world.helper)


@pytest.fixture
def colleague(world: World) -> Actor:
    return Actor.for_user(world.colleague)


def of_the_helper(world: World) -> Visit:
    helper = Actor.for_user(world.helper)
    return actions.open_visit(
        world.centre, language="uk", reason="letter", actor=helper, serve_now=True
    )


def test_a_visitor_whose_helper_fell_ill_is_found_and_taken_over(
    world: World, colleague: Actor
) -> None:
    visit = of_the_helper(world)
    client: Client = signed_in(world.colleague)
    assert f"/visit/{visit.pk}/" in client.get("/en/centre/desk/").text
    assert client.post(f"/en/centre/visit/{visit.pk}/take-over/").status_code == 302
    visit.refresh_from_db()
    assert visit.served_by_id == colleague.user_id
    assert Event.objects.filter(name="support_centre.took_over_visit").count() == 1


def test_all_visitors_of_one_desk_are_shown(world: World) -> None:
    visits = [of_the_helper(world), of_the_helper(world)]
    page = signed_in(world.helper).get("/en/centre/desk/").text
    assert all(f"/visit/{visit.pk}/" in page for visit in visits)


def test_a_visitor_waits_again_in_their_old_place(world: World, helper: Actor) -> None:
    first = of_the_helper(world)
    second = actions.open_visit(world.centre, language="vi", reason="file", actor=helper)
    assert actions.put_back(first, actor=helper).is_waiting
    waiting = Visit.objects.filter(centre=world.centre).waiting()
    assert [visit.pk for visit in waiting if visit.pk in (first.pk, second.pk)] == [
        first.pk,
        second.pk,
    ]


def test_whoever_acts_for_the_person_keeps_the_visitor(world: World, colleague: Actor) -> None:
    session = world.session
    assert session.over() is None
    assert session.visit is not None
    for move in (actions.take_over, actions.put_back):
        with pytest.raises(actions.Engaged):
            move(session.visit, actor=colleague)
    answer = signed_in(world.colleague).post(
        f"/en/centre/visit/{session.visit_id}/take-over/", follow=True
    )
    assert "Somebody acts for this person now" in answer.text


def test_a_colleague_who_acts_no_longer_does_not_hold_the_visitor(
    world: World, helper: Actor, colleague: Actor
) -> None:
    session = world.session
    assert session.visit is not None
    actions.end(session, actor=helper)
    taken = actions.take_over(session.visit, actor=colleague)
    assert taken.served_by_id == colleague.user_id


def test_who_came_on_an_earlier_day_is_not_waiting_any_more(world: World, helper: Actor) -> None:
    left = actions.open_visit(world.centre, language="uk", reason="file", actor=helper)
    today = actions.open_visit(world.centre, language="uk", reason="file", actor=helper)
    long_ago = timezone.now() - timedelta(hours=17)
    Visit.objects.filter(pk=left.pk).update(opened_at=long_ago)
    for visit in (left, today):
        end_left(str(visit.pk))
        visit.refresh_from_db()
    assert (left.is_open, left.done, today.is_open) == (False, [], True)
