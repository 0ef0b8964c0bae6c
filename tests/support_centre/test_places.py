"""Where help is given: the public pages, the drawn map, what is spoken now."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import end_role
from accounts.actor import SYSTEM, Actor
from support_centre import actions
from support_centre.drawing import APART, draw
from support_centre.models import Centre, ClosedDay, Interpreter
from support_centre.opening import exceptions, standing
from support_centre.spoken import Spoken, spoken_at
from tests.world import World

WEDNESDAY = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
"""14:00 in Prague, within Mo,We 12:00-18:00."""
EVENING = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)


def test_it_says_that_it_is_open_and_until_when(world: World) -> None:
    found = standing(world.centre, WEDNESDAY)
    assert (found.is_open, found.until) == (True, "18:00")


def test_the_minute_of_closing_is_closed(world: World) -> None:
    assert standing(world.centre, datetime(2026, 11, 25, 16, 59, tzinfo=UTC)).is_open
    assert not standing(world.centre, datetime(2026, 11, 25, 17, 0, tzinfo=UTC)).is_open


def test_it_says_when_it_opens_next(world: World) -> None:
    found = standing(world.centre, EVENING)
    assert (found.is_open, found.day, found.at) == (False, date(2026, 11, 26), "08:00")
    assert (found.today, found.tomorrow) == (False, True)


def test_a_closed_day_is_passed_over(world: World) -> None:
    for day in (26, 27):
        ClosedDay.objects.create(centre=world.centre, day=date(2026, 11, day))
    assert standing(world.centre, EVENING).day == date(2026, 11, 30)


def test_an_exception_opens_a_holiday_that_is_closed_otherwise(world: World) -> None:
    christmas_eve = date(2026, 12, 24)
    assert world.centre.openings_on(christmas_eve) == []
    ClosedDay.objects.create(centre=world.centre, day=christmas_eve, hours="Th 08:00-10:00")
    [opening] = Centre.objects.get(pk=world.centre.pk).openings_on(christmas_eve)
    assert opening.end.hour == 10


def test_the_page_names_the_days_of_the_next_weeks_that_are_otherwise(world: World) -> None:
    ClosedDay.objects.create(centre=world.centre, day=date(2026, 11, 30), hours="Mo 09:00-10:00")
    ClosedDay.objects.create(centre=world.centre, day=date(2026, 12, 1))  # a Tuesday: closed anyway
    found = exceptions(world.centre, WEDNESDAY)
    assert [each.day for each in found] == [
        date(2026, 11, 30),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2027, 1, 1),
    ]
    assert found[0].spans == "09:00–10:00"


def spoken(world: World, moment: datetime) -> Spoken:
    centre = Centre.objects.with_everything().get(pk=world.centre.pk)
    return spoken_at([centre], moment)[centre.code]


def test_what_staff_speak_is_spoken_now_while_they_are_at_the_desk(world: World) -> None:
    mine, colleague = Actor.for_user(world.helper), Actor.for_user(world.colleague)
    _ = world.centre
    actions.speak(["uk", "cs"], actor=mine)
    actions.speak(["vi"], actor=colleague)
    assert spoken(world, WEDNESDAY).now is None
    actions.arrive(world.centre, actor=mine, now=WEDNESDAY)
    found = spoken(world, WEDNESDAY)
    assert (found.staff, found.now) == (["cs", "uk", "vi"], ["cs", "uk"])
    actions.leave(world.centre, actor=mine, now=WEDNESDAY)
    assert spoken(world, WEDNESDAY).now is None


def test_nothing_is_spoken_now_when_it_is_closed_or_on_another_day(world: World) -> None:
    helper = Actor.for_user(world.helper)
    actions.speak(["uk"], actor=helper)
    actions.arrive(world.centre, actor=helper, now=WEDNESDAY)
    assert spoken(world, EVENING).now is None
    assert spoken(world, WEDNESDAY + timedelta(days=7)).now is None


def test_who_lost_the_role_speaks_for_nobody(world: World) -> None:
    helper = Actor.for_user(world.helper)
    actions.speak(["uk"], actor=helper)
    actions.arrive(world.centre, actor=helper, now=WEDNESDAY)
    end_role(world.helper.grants.get(), actor=SYSTEM)
    found = spoken(world, WEDNESDAY)
    assert (found.staff, found.now) == ([], None)


def test_an_interpreter_is_there_at_the_hours_that_are_known(world: World) -> None:
    for language, hours in (("ar", "We 13:00-15:00"), ("vi", "Th 08:00-09:00"), ("mn", "")):
        Interpreter.objects.create(
            centre=world.centre, language=language, how="on_site", hours=hours
        )
    found = spoken(world, WEDNESDAY)
    assert (found.now, found.any) == (["ar"], ["vi", "ar", "mn"])


def test_who_serves_a_visitor_is_at_the_desk(world: World) -> None:
    actor = Actor.for_user(world.helper)
    visit = actions.open_visit(world.centre, language="uk", reason="file", actor=actor)
    assert visit.centre.presences.get().user_id == world.helper.pk
    actions.serve(visit, actor=Actor.for_user(world.colleague))
    assert world.centre.presences.count() == 2


@pytest.mark.parametrize("language", [code for code, _own in settings.LANGUAGES])
def test_everybody_finds_the_list_and_each_centre(world: World, language: str) -> None:
    name = world.centre.name_in(language)
    page = Client().get(f"/{language}/centre/")
    assert page.status_code == 200
    assert name in page.content.decode()
    for row in page.context["rows"]:
        assert Client().get(f"/{language}/centre/{row.centre.code}/").status_code == 200


def test_a_practice_centre_is_never_public(world: World) -> None:
    name = {"en": "Sandbox by the Sea"}
    Centre.objects.create(pack="cz", code="SAND", name=name, practice=True)
    assert world.centre.name["en"] in Client().get("/en/centre/").content.decode()
    assert name["en"] not in Client().get("/en/centre/").content.decode()
    assert Client().get("/en/centre/SAND/").status_code == 404
    assert Client().get("/en/centre/KPC/").status_code == 200


def test_the_list_can_be_narrowed_to_a_language(world: World) -> None:
    actions.speak(["vi"], actor=Actor.for_user(world.helper))
    _ = world.centre
    page = Client().get("/en/centre/?language=vi")
    assert [row.centre.code for row in page.context["rows"]] == ["KPC"]
    everything = Client().get("/en/centre/?language=xx")
    assert len(everything.context["rows"]) > 10


def test_without_centres_the_page_names_the_office(db: None) -> None:
    page = Client().get("/en/centre/").content.decode()
    assert "There is no support centre yet" in page
    assert "Choose a permit" in page


def test_the_third_door_leads_to_the_centres(db: None) -> None:
    assert 'href="/en/centre/"' in Client().get("/en/").content.decode()


def test_points_lie_in_the_drawing_and_apart(world: World) -> None:
    centres = list(Centre.objects.filter(latitude__isnull=False))
    drawn = draw([*centres, *centres], "cz")  # each twice, on one spot
    assert drawn is not None
    assert drawn.shape.startswith("M")
    for marker in drawn.markers:
        assert 0 < marker.x < drawn.width
        assert 0 < marker.y < drawn.height
    pairs = [(a, b) for i, a in enumerate(drawn.markers) for b in drawn.markers[i + 1 :]]
    assert min(((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for a, b in pairs) > APART - 3


def test_north_is_up_and_east_is_on_the_right(world: World) -> None:
    centres = {each.code: each for each in Centre.objects.filter(latitude__isnull=False)}
    west, east, south = (centres[f"CPIC-{code}"] for code in ("KVK", "MSK", "JHC"))
    drawn = draw([west, east, south], "cz")
    assert drawn is not None
    first, second, third = drawn.markers
    assert first.x < third.x < second.x
    assert first.y < third.y


def test_no_centre_with_a_place_is_no_map(world: World) -> None:
    assert draw([world.centre], "cz") is None


def test_a_list_asks_the_database_as_often_for_many_as_for_one(world: World) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            Client().get("/en/centre/")
        return len(found)

    first = Centre.objects.filter(code__startswith="CPIC-").values_list("pk", flat=True)[:1]
    Interpreter.objects.create(centre_id=first[0], language="ar", how="phone")
    actions.speak(["vi"], actor=Actor.for_user(world.helper))
    _ = world.centre
    many = count()
    Centre.objects.exclude(pk__in=[world.centre.pk, first[0]]).delete()
    assert count() == many
