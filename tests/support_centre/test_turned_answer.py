"""While a request of the office is answered, the visitor sees what is asked and what is written."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from applicants.following.reading import answer_by, asked_of, if_unanswered
from cases.models import Request
from i18n.languages import using
from support_centre import actions
from support_centre.models import AssistedSession, Mandate
from tests.support_centre.test_turned import NOW, SCREEN, shown
from tests.world import World

CALM = "turned__calm"


@pytest.fixture
def asked(world: World, mandate: Mandate, session: AssistedSession, desk: Client) -> Request:
    """The helper has the page open on which it is answered."""
    found = world.request
    assert desk.get(address(found)).status_code == 200
    return found


def address(asked: Request) -> str:
    return f"/en/case/{asked.case_id}/request/{asked.pk}/"


def write(desk: Client, asked: Request, text: str) -> None:
    assert desk.post(address(asked) + "keep/", {"text": text}).status_code == 200


def test_what_is_asked_until_when_and_what_follows_in_the_visitors_language(
    asked: Request, desk: Client
) -> None:
    page = shown(desk, SCREEN)
    with using("uk"):
        warned = if_unanswered(asked.case)
        assert warned is not None
        [item] = asked_of(asked)
        words = [item["name"], item["text"], answer_by(asked), warned.text]
    for said in words:
        assert escape(said) in page, said
    assert 'lang="uk"' in page


def test_the_answer_written_so_far_stands_there(asked: Request, desk: Client) -> None:
    assert "turned__nothing" in shown(desk)
    tag = desk.get(NOW)["ETag"]
    write(desk, asked, "Договір продовжено.")
    answer = desk.get(NOW, headers={"If-None-Match": tag})
    assert "Договір продовжено." in answer.content.decode()


def test_the_files_stand_with_what_they_are_for(asked: Request, world: World, desk: Client) -> None:
    assert "data-chosen" not in shown(desk)
    tag = desk.get(NOW)["ETag"]
    paper = world.reply_paper
    page = desk.get(NOW, headers={"If-None-Match": tag}).content.decode()
    assert page.count("data-chosen") == 1
    assert paper.document.file_name in page


def test_asking_again_opens_nothing(asked: Request, desk: Client) -> None:
    write(desk, asked, "Договір продовжено.")
    tag = desk.get(NOW)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        again = desk.get(NOW, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert not [each for each in queries if '"applicants_reply"."text"' in each["sql"]]
    assert len(queries) <= 10


def test_once_the_office_waits_no_more_nothing_of_it_is_shown(
    asked: Request, world: World, desk: Client
) -> None:
    write(desk, asked, "Договір продовжено.")
    Request.objects.filter(pk=asked.pk).update(state="closed", closed_on=asked.issued_on)
    page = shown(desk)
    assert CALM in page
    assert "Договір" not in page


def test_without_the_right_to_answer_it_is_not_shown(
    asked: Request, session: AssistedSession, world: World, desk: Client
) -> None:
    actions.revoke(session.mandate, actor=world.applicant)
    narrow = world.new_mandate("explain")
    desk.post(f"/en/centre/mandate/{narrow.pk}/session/")
    actions.turn(AssistedSession.objects.get(ended_at=None), "answer", asked=asked.pk)
    assert CALM in shown(desk)
