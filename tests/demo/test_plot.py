"""The demonstration: every story is told, and what it tells is what the product can reach."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM
from cases.lifecycle import State
from cases.models import Case, ChangeReport, Letter
from demo import plot, telling
from demo.people import PEOPLE
from demo.plot import Thread, threads
from demo.stories import STORIES
from permits.actions import load_catalogue
from permits.mrz import parse


def test_there_are_some_sixty_cases_in_five_languages() -> None:
    told = threads()
    assert 55 <= len(told) <= 70
    assert {thread.someone.language for thread in told} == {"cs", "en", "uk", "vi", "ar"}
    assert len({thread.permit for thread in told}) >= 5


def test_every_story_is_told_at_least_once() -> None:
    assert {thread.story for thread in threads()} == set(STORIES)


@pytest.mark.parametrize("someone", PEOPLE, ids=lambda someone: someone.login)
def test_every_passport_has_a_zone_with_right_check_digits(someone) -> None:
    read = parse("\n".join(someone.mrz))
    assert (read.issuer, read.number) == ("UTO", someone.passport)
    assert read.birth_date == someone.birth_date


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[Thread]:
    """One thread for each story: the whole plot would take the suite a minute."""
    chosen = list({thread.story: thread for thread in threads()}.values())
    monkeypatch.setattr(telling, "threads", lambda: sorted(chosen, key=lambda t: -t.days_ago))
    return chosen


def test_the_stories_reach_every_state_by_the_products_own_actions(
    db: None, few: list[Thread]
) -> None:
    load_catalogue("cz", actor=SYSTEM)
    cases = list(telling.Telling().tell())
    assert len(cases) == len(few)
    assert Case.objects.count() == len(few) + 1  # and one that was filed at a desk
    reached = Counter(Case.objects.values_list("state", flat=True))
    assert set(reached) == set(State.values) - {State.UNDER_APPEAL}
    assert all(case.number.startswith("UTO-") for case in cases)
    assert not Letter.objects.pending().exists()
    told = {row.kind: (row.is_noted, bool(row.centre)) for row in ChangeReport.objects.all()}
    assert told == {
        "ADDRESS": (True, False),  # online, and an officer took note
        "OTHER": (False, False),  # online, and nobody has read it yet
        "PASSPORT": (False, True),  # at a desk, and it waits
    }


def test_each_page_says_that_it_is_a_demonstration(db: None, client: Client) -> None:
    page = client.get(reverse("demo:index"))
    assert page.status_code == 200
    assert "This is a demonstration." in page.content.decode()
    assert plot.threads()[0].someone.login in page.content.decode()
