"""Before the applicant has come in person the application is sent, and nobody says it is filed."""

import pytest
from django.test import Client
from django.urls import reverse

from applicants.actions import submit
from cases.actions import begin, record_appearance
from cases.models import Case
from tests.factories import signed_in
from tests.world import World

OFFICERS = ("Sent – to be lodged in person", "Sent on", "The clock has not started.")


@pytest.fixture
def sent(world: World) -> Case:
    return submit(world.new_draft(), actor=world.applicant)


@pytest.fixture
def phone(world: World) -> Client:
    return signed_in(world.oksana)


@pytest.fixture
def desk(world: World) -> Client:
    return signed_in(world.novotna)


def text(browser: Client, name: str, *args: object, query: str = "") -> str:
    page = browser.get(reverse(name, args=args) + query, follow=True).content.decode()
    return page.replace("\u00a0", " ")


def test_the_applicant_reads_that_it_is_sent_until_it_is_lodged(
    sent: Case, world: World, phone: Client
) -> None:
    page, home = text(phone, "applicants:case", sent.pk), text(phone, "applicants:home")
    for shown in (page, home):
        assert "Sent – come in person" in shown
        assert "Received – being checked" not in shown
    assert "You sent your application." in page
    stage = page.split('class="journey"')[1].split("</li>")[0]
    assert 'data-state="current"' in stage
    assert "Sent on" in stage
    record_appearance(sent, actor=world.officer)
    page = text(phone, "applicants:case", sent.pk)
    assert "Received – being checked" in page
    stage = page.split('class="journey"')[1].split("</li>")[0]
    assert 'data-state="done"' in stage
    assert "Sent on" not in stage


def test_the_title_of_the_receipt_says_so_too(world: World, phone: Client) -> None:
    draft = world.new_draft()
    case = submit(draft, actor=world.applicant)
    title = text(phone, "applicants:receipt", draft.pk).split("</title>")[0]
    assert "Sent, not yet lodged" in title
    record_appearance(case, actor=world.officer)
    assert "Receipt of your application" in text(phone, "applicants:receipt", draft.pk)


def test_the_officer_reads_it_in_the_case_and_in_the_queue(
    sent: Case, world: World, desk: Client
) -> None:
    page, queue = text(desk, "cases:case", sent.pk), text(desk, "cases:queue", query="?view=all")
    assert [words for words in OFFICERS if words not in page] == []
    assert "The application was sent." in page
    assert "Sent – to be lodged in person" in queue
    record_appearance(sent, actor=world.officer)
    page, queue = text(desk, "cases:case", sent.pk), text(desk, "cases:queue", query="?view=all")
    assert [words for words in OFFICERS if words in page] == []
    assert "Lodged on" in page
    assert "Received – being checked" in page
    assert "Received – being checked" in queue


def test_between_lodging_and_opening_the_period_runs_and_is_not_counted_yet(
    sent: Case, world: World, desk: Client
) -> None:
    words = "The period runs from the day of lodging"
    assert words not in text(desk, "cases:case", sent.pk)
    lodged = record_appearance(sent, actor=world.officer)
    assert words in text(desk, "cases:case", sent.pk)
    begin(lodged, actor=world.officer)
    assert words not in text(desk, "cases:case", sent.pk)
