"""Own words that the person says are in the language of the proceedings already wait for nobody."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from applicants import actions
from applicants.content import content_of
from applicants.models import Draft
from applicants.printing import application_pdf
from cases.drawing.answers import OWN_WORDS
from cases.models import Case, FreeSentence
from permits import schema
from tests.applicants.test_journey import page
from tests.factories import Cast, signed_in

IN_CZECH, IN_UKRAINIAN = "montážní dělník", "зварювальник"


@pytest.fixture
def czech(finished: Draft) -> Draft:
    """A draft of somebody who reads Ukrainian, and wrote what they do in Czech."""
    finished.answers = only_words(finished, IN_CZECH)
    finished.save()
    return finished


def only_words(draft: Draft, text: str) -> dict[str, Any]:
    """The answers with ``text`` for all that was written in Ukrainian letters."""

    def put(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: put(each) for key, each in value.items() if key != "native"}
        if isinstance(value, list):
            return [put(each) for each in value]
        return text if isinstance(value, str) and any("а" <= c <= "я" for c in value) else value

    answers: dict[str, Any] = put(draft.answers)
    return answers


def waiting(draft: Draft) -> list[str]:
    parts = schema.review(draft.schema, draft.answers, "cs", answered_in=draft.answered_in)
    return [row.value for part in parts for row in part.rows if row.untranslated]


def file_of(case: Case, cast: Cast) -> str:
    shown = signed_in(cast.novotna).get(reverse("cases:case", args=[case.pk]))
    assert shown.status_code == 200
    return shown.content.decode()


def mark(draft: Draft, actor: Actor, in_binding: bool = True) -> Draft:
    actions.mark_own_words(draft, in_binding=in_binding, actor=actor)
    return Draft.objects.get(pk=draft.pk)


def test_the_person_says_so_on_the_review_and_takes_it_back(
    czech: Draft, browser_of_oksana: Client
) -> None:
    address = page("review", czech.pk)
    assert waiting(czech)
    assert 'name="in_binding" value="yes"' in browser_of_oksana.get(address).content.decode()
    browser_of_oksana.post(address, {"in_binding": "yes"})
    czech.refresh_from_db()
    assert waiting(czech) == []
    shown = browser_of_oksana.get(address).content.decode()
    assert "Still to be translated" not in shown
    assert 'name="in_binding" value="no"' in shown
    browser_of_oksana.post(address, {"in_binding": "no"})
    czech.refresh_from_db()
    assert waiting(czech)
    assert not Case.objects.exists(), "and nothing is sent by it"


def test_a_stranger_says_nothing_of_anothers_words(czech: Draft, stranger: Client) -> None:
    assert stranger.post(page("review", czech.pk), {"in_binding": "yes"}).status_code == 404
    czech.refresh_from_db()
    assert not czech.in_binding


def test_what_is_in_another_script_waits_whatever_is_said(
    finished: Draft, oksana: Actor, browser_of_oksana: Client
) -> None:
    shown = browser_of_oksana.get(page("review", finished.pk)).content.decode()
    assert IN_UKRAINIAN in waiting(finished)
    assert IN_UKRAINIAN in waiting(mark(finished, oksana))
    assert 'name="in_binding"' not in shown, "it would not be believed"


def test_the_translators_queue_and_the_officer_know(
    czech: Draft, oksana: Actor, cast: Cast
) -> None:
    case = actions.submit(mark(czech, oksana), actor=oksana)
    assert case.language == "uk", "letters still come in the language that the person reads"
    assert not FreeSentence.objects.filter(case=case).exists()
    file = file_of(case, cast)
    assert str(OWN_WORDS) in file
    assert "not translated" not in file


def test_unsaid_it_waits_and_the_officer_reads_nothing_of_it(
    czech: Draft, oksana: Actor, cast: Cast
) -> None:
    case = actions.submit(czech, actor=oksana)
    assert {row.text for row in FreeSentence.objects.filter(case=case)} == {IN_CZECH}
    file = file_of(case, cast)
    assert str(OWN_WORDS) not in file


def test_what_was_said_is_read_back_and_filed_as_it_was(czech: Draft, oksana: Actor) -> None:
    before = content_of(czech)
    assert content_of(mark(czech, oksana)) != before
    assert application_pdf(mark(czech, oksana), "uk").startswith(b"%PDF")
    case = actions.submit(mark(czech, oksana), actor=oksana)
    with pytest.raises(IntegrityError):
        Case.objects.filter(pk=case.pk).update(in_binding=False)


def test_of_a_sent_draft_nothing_is_said(czech: Draft, oksana: Actor) -> None:
    actions.submit(czech, actor=oksana)
    with pytest.raises(actions.DraftClosed):
        mark(czech, oksana)
