"""Who is at the desk and what they speak: set by each, seen by all of the desk."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from audit.models import Event
from support_centre import actions
from support_centre.models import Presence, StaffLanguage
from tests.factories import signed_in
from tests.world import World

LANGUAGES = "/en/centre/desk/languages/"
HERE = "/en/centre/desk/here/"


def test_a_member_of_staff_sets_what_they_speak(desk: Client, world: World) -> None:
    page = desk.get(LANGUAGES).content.decode()
    assert "Ukrainian" in page
    assert "Mongolian" in page
    assert desk.post(LANGUAGES, {"languages": ["uk", "ru"]}).status_code == 302
    assert desk.post(LANGUAGES, {"languages": ["ru", "cs"]}).status_code == 302
    rows = StaffLanguage.objects.filter(user=world.helper).values_list("language", flat=True)
    assert set(rows) == {"ru", "cs"}
    assert Event.objects.filter(name="support_centre.set_languages").count() == 2
    checked = desk.get(LANGUAGES).context["form"]["languages"].value()
    assert set(checked) == {"ru", "cs"}


def test_the_same_again_leaves_no_event(desk: Client) -> None:
    for _time in range(2):
        desk.post(LANGUAGES, {"languages": ["uk"]})
    assert Event.objects.filter(name="support_centre.set_languages").count() == 1


def test_no_language_is_an_answer(desk: Client, world: World) -> None:
    desk.post(LANGUAGES, {"languages": ["uk"]})
    assert desk.post(LANGUAGES, {}).status_code == 302
    assert not StaffLanguage.objects.exists()


def test_an_unknown_language_is_refused_and_the_others_stay_chosen(desk: Client) -> None:
    answer = desk.post(LANGUAGES, {"languages": ["uk", "elvish"]})
    assert answer.status_code == 422
    assert answer.context["form"]["languages"].value() == ["uk", "elvish"]
    assert not StaffLanguage.objects.exists()


def test_the_action_refuses_it_too(helper: Actor) -> None:
    with pytest.raises(ValueError, match="elvish"):
        actions.speak(["elvish"], actor=helper)


def test_the_desk_shows_who_speaks_what(desk: Client, world: World) -> None:
    actions.speak(["vi", "cs"], actor=Actor.for_user(world.colleague))
    actions.arrive(world.centre, actor=Actor.for_user(world.colleague))
    [me, other] = desk.get("/en/centre/desk/").context["colleagues"]
    assert (me.me, me.here, me.languages) == (True, False, [])
    assert (other.name, other.here, other.languages) == ("Minh Vu", True, ["Czech", "Vietnamese"])


def test_one_says_that_one_is_here_and_leaves(desk: Client, world: World) -> None:
    desk.post(HERE)
    desk.post(HERE)
    assert Presence.objects.get().left_at is None
    desk.post(HERE, {"leave": "1"})
    assert Presence.objects.get().left_at is not None
    desk.post(HERE)
    assert Presence.objects.get().left_at is None
    names = list(
        Event.objects.filter(name__startswith="support_centre.").values_list("name", flat=True)
    )
    assert sorted(names) == ["support_centre.came", "support_centre.came", "support_centre.left"]


def test_the_colleagues_of_another_desk_are_not_shown(desk: Client, world: World) -> None:
    elsewhere = world._user(
        "far", given_names="Far", family_name="Away", roles=["helper"], office="OTHER"
    )
    actions.speak(["uk"], actor=Actor.for_user(elsewhere))
    assert "Far Away" not in desk.get("/en/centre/desk/").content.decode()
    assert signed_in(elsewhere).get(LANGUAGES).status_code == 404


def test_the_desk_asks_the_database_as_often_for_three_colleagues_as_for_one(world: World) -> None:
    desk = signed_in(world.helper)
    _ = world.centre
    actions.speak(["uk"], actor=Actor.for_user(world.helper))

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            desk.get("/en/centre/desk/")
        return len(found)

    count()
    two = count()
    for name in ("one", "two"):
        more = world._user(name, given_names=name, roles=["helper"], office="KPC")
        actions.speak(["vi", "cs"], actor=Actor.for_user(more))
        actions.arrive(world.centre, actor=Actor.for_user(more))
    assert count() == two
