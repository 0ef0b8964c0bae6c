"""The officers' search: no name in an address, and the same page again after a reload."""

from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import change_details, take_names
from accounts.actor import SYSTEM
from audit.models import Event
from cases.queue.search import LONGEST, opened, sealed
from tests.cases.conftest import file_for
from tests.factories import Cast, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast) -> Client:
    return signed_in(cast.novotna)


def sought(desk: Client, words: str) -> list[str]:
    page = desk.post(reverse("cases:search"), {"q": words}).context["page"]
    return [row.number for row in page.found]


@pytest.mark.parametrize("by", ["number", "name", "passport"])
def test_what_is_sought_is_posted(cast: Cast, permit, desk: Client, by: str) -> None:
    case = file_for(cast.oksana, permit)
    words = {"number": case.number, "name": "Kovalenko", "passport": "UT1234500"}[by]
    assert sought(desk, words) == [case.number]
    event = Event.objects.get(name="cases.search")
    assert [row.subject_id for row in event.subjects.all()] == [cast.oksana.person.pk]


def test_a_name_in_the_address_is_not_sought(cast: Cast, permit, desk: Client) -> None:
    file_for(cast.oksana, permit)
    page = desk.get(reverse("cases:search"), {"q": "Kovalenko"})
    assert page.context["page"] is None
    assert not Event.objects.filter(name="cases.search").exists()


def test_another_sites_form_seeks_nothing(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.novotna)
    assert strict.post(reverse("cases:search"), {"q": "Kovalenko"}).status_code == 403


def test_the_page_is_kept_nowhere_and_can_be_asked_for_again(
    cast: Cast, permit, desk: Client
) -> None:
    case = file_for(cast.oksana, permit)
    answer = desk.post(reverse("cases:search"), {"q": "Kovalenko"})
    assert "no-store" in answer["Cache-Control"]
    again = answer.context["again"]
    assert "kovalenko" not in unquote(again).lower()
    page = desk.get(reverse("cases:search"), {"again": again})
    assert page.context["text"] == "Kovalenko"
    assert [row.number for row in page.context["page"].found] == [case.number]
    assert Event.objects.filter(name="cases.search").count() == 2, "each look is an event"


def test_an_address_from_a_history_opens_in_no_other_session(
    cast: Cast, permit, desk: Client
) -> None:
    file_for(cast.oksana, permit)
    again = desk.post(reverse("cases:search"), {"q": "Kovalenko"}).context["again"]
    for other in (signed_in(cast.novotna), signed_in(cast.dvorak)):
        page = other.get(reverse("cases:search"), {"again": again})
        assert page.status_code == 200
        assert page.context["text"] == ""
        assert page.context["page"] is None


@pytest.mark.parametrize("text", ["", "x", "%", "é", "A" * 100, "\0", "=" * 9])
def test_what_was_not_sealed_here_opens_nothing(text: str) -> None:
    assert opened(text, session_key="a" * 32) == ""


def test_sealed_words_open_once_more() -> None:
    closed = sealed("Зк ق", session_key="a" * 32)
    assert opened(closed, session_key="a" * 32) == "Зк ق"
    assert opened(closed, session_key="b" * 32) == ""


@pytest.mark.parametrize("words", ["1\0", "\0", "a" * 100_000, "1" * 100_000, "´ 'x"])
def test_hostile_words_find_nothing(desk: Client, words: str) -> None:
    answer = desk.post(reverse("cases:search"), {"q": words})
    assert answer.status_code == 200
    assert len(answer.context["text"]) <= LONGEST


def test_a_case_is_found_as_filed_and_by_the_name_that_the_queue_shows(
    cast: Cast, permit, desk: Client
) -> None:
    case = file_for(cast.oksana, permit)
    person = cast.oksana.person
    for family_name in ("Bondar", "Marchenko"):
        take_names(person, actor=SYSTEM, family_name=family_name, given_names="Oksana")
    assert sought(desk, "Kovalenko") == sought(desk, "Marchenko") == [case.number]
    assert sought(desk, "Bondar") == [], "a name that is shown nowhere any more"


def test_a_case_is_found_by_a_name_changed_in_the_settings(
    cast: Cast, permit, desk: Client
) -> None:
    case = file_for(cast.oksana, permit)
    names = {"family_name": "Marchenko", "given_names": "Oksana", "native_name": ""}
    change_details(cast.oksana.person, actor=SYSTEM, language="uk", **names)
    assert sought(desk, "Marchenko") == [case.number]


def test_a_new_case_is_found_by_the_name_that_the_queue_shows(
    cast: Cast, permit, desk: Client
) -> None:
    take_names(cast.oksana.person, actor=SYSTEM, family_name="Marchenko", given_names="Oksana")
    case = file_for(cast.oksana, permit)
    assert sought(desk, "Kovalenko") == sought(desk, "Marchenko") == [case.number]


def test_a_search_costs_the_same_for_one_and_three(cast: Cast, permit, desk: Client) -> None:
    counts = []
    for cases in (1, 2, 3):
        file_for(cast.oksana, permit)
        with CaptureQueriesContext(connection) as asked:
            assert len(sought(desk, "Kovalenko")) == cases
        counts.append(len(asked))
    assert counts[1] == counts[2]
