"""Before it is given, a mandate is read on the visitor's own screen, in the visitor's language."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from support_centre import actions
from support_centre.models import AssistedSession, Mandate, Visit
from tests.factories import signed_in
from tests.support_centre.test_turned import NOW, SCREEN, shown
from tests.support_centre.visitor import BORN, signed
from tests.world import World

WANTED = actions.Asked(("file", "explain"), 7, "uk")
TITLE = "Уповноваження для центру підтримки"


@pytest.fixture
def offered(known: Visit, helper: Actor) -> Mandate:
    return actions.offer(known, WANTED, actor=helper)[0]


def test_what_is_offered_is_read_there(offered: Mandate, world: World, desk: Client) -> None:
    page = shown(desk, SCREEN)
    assert '<html lang="uk" dir="ltr"' in page
    for said in (TITLE, "Мої права", world.helper.person.family_name):
        assert said in page, said
    assert "Welcome" not in page


def test_who_sits_there_is_not_named(offered: Mandate, desk: Client) -> None:
    page = shown(desk)
    for said in ("Bondarenko", "Halyna", BORN, "1956"):
        assert said not in page, said


@pytest.mark.parametrize("what", ["given", "taken back", "the visit is over"])
def test_it_goes_on_as_before_when_nothing_waits_any_more(
    offered: Mandate, known: Visit, helper: Actor, desk: Client, what: str
) -> None:
    tag = desk.get(NOW)["ETag"]
    if what == "given":
        signed(known, helper, offered=offered)
    elif what == "taken back":
        actions.take_back(offered, actor=helper)
    else:
        actions.end_visit(known, done=[], actor=helper)
    answer = desk.get(NOW, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert TITLE not in page
    assert "Welcome" in page


def test_in_an_assisted_session_the_form_is_followed(
    session: AssistedSession, offered: Mandate, desk: Client
) -> None:
    assert TITLE not in shown(desk)


def test_it_comes_after_the_last_session_without_waiting(
    session: AssistedSession, offered: Mandate, helper: Actor, desk: Client
) -> None:
    actions.end(session, actor=helper)
    assert TITLE in shown(desk)


def test_nobody_elses_screen_shows_it(offered: Mandate, world: World) -> None:
    assert TITLE not in shown(signed_in(world.colleague))


def test_asking_again_is_cheap_and_the_text_is_not_made(offered: Mandate, desk: Client) -> None:
    tag = desk.get(NOW)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        again = desk.get(NOW, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert not [each for each in queries if "mandatestaff" in each["sql"]]
    assert len(queries) <= 8


def test_another_offer_is_another_text(offered: Mandate, known: Visit, desk: Client) -> None:
    tag = desk.get(NOW)["ETag"]
    actions.offer(known, WANTED, actor=Actor.for_user(known.served_by))
    assert desk.get(NOW)["ETag"] != tag
