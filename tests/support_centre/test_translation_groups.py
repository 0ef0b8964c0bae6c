"""What waits is grouped by case and pair of languages, and a case is translated in one go."""

from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import Actor
from applicants.actions import submit
from cases.models import Case, FreeKind, FreeSentence
from support_centre import actions, queue
from tests.world import World

LIST = "/en/centre/translations/"
KEPT = "The translation is kept. It stands beside the original."


@pytest.fixture
def sentence(world: World) -> FreeSentence:
    return world.sentence


@pytest.fixture
def other(world: World, sentence: FreeSentence) -> Case:
    """Filed later, with sentences of its own."""
    return submit(world.new_draft(), actor=world.applicant)


def page(sentence: FreeSentence) -> str:
    return f"{LIST}{sentence.pk}/"


def waiting(case: Case) -> list[FreeSentence]:
    return list(case.free_sentences.all().open())


def said(case: Case, *, back: bool = False, days: int = 0) -> FreeSentence:
    """One more of the case; ``back``: by the office."""
    pair = ("cs", "uk") if back else ("uk", "cs")
    return FreeSentence.objects.create(
        case=case,
        person=case.person,
        kind=FreeKind.REQUEST if back else FreeKind.ANSWER,
        about=uuid4(),
        language=pair[0],
        into=pair[1],
        text="Текст",
        at=timezone.now() + timedelta(days=days),
    )


def translated(client: Client, sentence: FreeSentence) -> str:
    """Where the translator is led."""
    answer = client.post(page(sentence), {"text": "svářeč", "after": "0"})
    assert answer.status_code == 302
    return str(answer["Location"])


def shown(client: Client) -> list[FreeSentence]:
    return list(client.get(LIST).context["groups"].rows)


def test_each_case_and_pair_of_languages_is_one_card(
    world: World, sentence: FreeSentence, other: Case, desk: Client
) -> None:
    back = said(other, back=True, days=-1)
    rows = shown(desk)
    assert [(row.case, row.language, row.into) for row in rows] == [
        (other, "cs", "uk"),
        (world.case, "uk", "cs"),
        (other, "uk", "cs"),
    ]
    assert [row.waiting for row in rows] == [1, len(waiting(world.case)), len(waiting(other)) - 1]
    text = desk.get(LIST).content.decode()
    assert text.count(">Translate<") == 3
    assert "Czech to Ukrainian" in text
    assert "1 sentence waits, since" in text
    assert f"{len(waiting(world.case))} sentences wait, since" in text
    assert back.text not in text


def test_the_button_opens_the_sentence_that_waits_longest(
    world: World, sentence: FreeSentence, desk: Client
) -> None:
    oldest = said(world.case, days=-3)
    [row] = shown(desk)
    assert (row, row.at) == (oldest, oldest.at)
    assert f'href="{page(oldest)}"' in desk.get(LIST).content.decode()


def test_after_one_the_next_of_the_case_comes_until_none_is_left(
    world: World, sentence: FreeSentence, other: Case, desk: Client
) -> None:
    said(world.case, back=True, days=1)
    todo = waiting(world.case)
    for here, following in pairwise(todo):
        assert translated(desk, here) == page(following)
        assert KEPT in desk.get(page(following)).content.decode()
    assert translated(desk, todo[-1]) == LIST
    assert KEPT in desk.get(LIST).content.decode()
    assert waiting(other)


def test_the_sentence_says_how_many_more_wait_and_can_be_left(
    world: World, sentence: FreeSentence, other: Case, desk: Client
) -> None:
    todo = waiting(world.case)
    text = desk.get(page(todo[-1])).content.decode()
    assert f"{len(todo) - 1} more sentences wait in this case." in text
    assert f'href="{page(todo[0])}"' in text
    for each in todo[2:]:
        actions.translate(each, "svářeč", after=0, actor=Actor.for_user(world.helper))
    assert "1 more sentence waits in this case." in desk.get(page(todo[0])).content.decode()
    translated(desk, todo[1])
    text = desk.get(page(todo[0])).content.decode()
    assert "in this case" not in text
    assert "Leave it for now" not in text


def test_what_is_in_a_language_that_the_translator_has_not_is_no_next_one(
    world: World, sentence: FreeSentence, desk: Client
) -> None:
    foreign = FreeSentence.objects.create(
        case=world.case,
        person=world.case.person,
        kind=FreeKind.ANSWER,
        about=uuid4(),
        language="ar",
        into="cs",
        text="x",
    )
    assert foreign.pk not in queue.others_of(sentence, Actor.for_user(world.helper))
    assert desk.get(page(foreign)).status_code == 404


def test_a_long_list_is_cut_and_says_how_many_cases_wait_more(
    world: World, sentence: FreeSentence, other: Case, desk: Client, monkeypatch
) -> None:
    assert "more case" not in desk.get(LIST).content.decode()
    monkeypatch.setattr(queue, "MOST", 1)
    assert len(shown(desk)) == 1
    assert "1 more case waits." in desk.get(LIST).content.decode()


def test_a_further_pair_of_a_case_that_is_shown_is_no_further_case(
    world: World, sentence: FreeSentence, desk: Client, monkeypatch
) -> None:
    said(world.case, back=True)
    monkeypatch.setattr(queue, "MOST", 1)
    assert "more case" not in desk.get(LIST).content.decode()


@pytest.mark.parametrize("what", ["list", "sentence"])
def test_many_cases_are_asked_for_as_one(
    world: World, sentence: FreeSentence, desk: Client, what: str
) -> None:
    address = LIST if what == "list" else page(sentence)
    desk.get(address)
    with CaptureQueriesContext(connection) as one:
        desk.get(address)
    for _each in range(2):
        said(submit(world.new_draft(), actor=world.applicant), back=True)
        said(world.case)
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(many) == len(one)
