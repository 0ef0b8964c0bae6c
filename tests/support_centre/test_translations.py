"""Free sentences wait for staff who have both languages; a translation stands beside them."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import record_conflict
from accounts.actor import SYSTEM, Actor
from accounts.models import Conflict, User
from applicants.actions import submit
from applicants.actions.replying import reply_to, save_reply, send_reply
from cases.actions.requests import Asked, ask
from cases.models import FreeSentence
from i18n.scripts import is_foreign
from permits.models import Phrase
from support_centre import actions
from support_centre.models import StaffLanguage
from tests.factories import signed_in
from tests.world import World

WELDER = "зварювальник"


@pytest.fixture
def sentence(world: World) -> FreeSentence:
    return world.sentence


def page(sentence: FreeSentence) -> str:
    return f"/en/centre/translations/{sentence.pk}/"


def speaks(user: User, *languages: str) -> None:
    for language in languages:
        StaffLanguage.objects.create(user=user, language=language)


def test_filing_puts_each_free_answer_in_the_queue_once(world: World, sentence: FreeSentence):
    rows = FreeSentence.objects.filter(case=world.case, kind="application")
    assert {row.language for row in rows} == {"uk"}
    assert {row.into for row in rows} == {"cs"}
    assert WELDER in {row.text for row in rows}
    assert len({row.name for row in rows}) == rows.count() > 1


def test_of_what_is_written_in_the_binding_language_only_another_script_waits(world: World):
    draft = world.new_draft()
    draft.language = "cs"
    draft.save()
    waiting = submit(draft, actor=world.applicant).free_sentences.all()
    assert WELDER in {row.text for row in waiting}
    assert all(is_foreign(row.text, "cs") for row in waiting)
    assert {row.language for row in waiting} == {"uk"}


def test_an_answer_and_a_note_of_the_office_wait_too(world: World):
    phrase = Phrase.objects.filter(pack="cz", kind="paper").first()
    wanted = [Asked("missing", phrase.code, world.case_document.requirement)]
    asked = ask(world.case, wanted, legal_basis="s. 1", text="Stačí kopie.", actor=world.officer)
    note = FreeSentence.objects.get(about=asked.pk)
    assert (note.language, note.into, note.text) == ("cs", "uk", "Stačí kopie.")
    reply = reply_to(asked)
    save_reply(reply, "Ось копія.")
    given = send_reply(reply, language="uk", actor=world.applicant)
    back = FreeSentence.objects.get(about=given.pk)
    assert (back.language, back.into, back.text) == ("uk", "cs", "Ось копія.")


def test_the_same_sentence_cannot_wait_twice(world: World, sentence: FreeSentence):
    with pytest.raises(IntegrityError), transaction.atomic():
        FreeSentence.objects.create(
            case=sentence.case,
            person=sentence.person,
            kind=sentence.kind,
            about=sentence.about,
            name=sentence.name,
            language="uk",
            into="cs",
            text="x",
        )


# -- the queue


def test_the_queue_shows_no_name_and_no_words(world: World, sentence: FreeSentence, desk: Client):
    text = desk.get("/en/centre/translations/").content.decode()
    assert sentence.case.number in text
    assert "Ukrainian to Czech" in text
    assert not re.search("Oksana|Kovalenko|Shevchenko", text)
    assert WELDER not in text


def test_the_sentence_shows_its_question_and_no_name(
    world: World, sentence: FreeSentence, desk: Client
):
    text = desk.get(page(sentence)).content.decode()
    assert sentence.text.splitlines()[0] in text
    assert not re.search("Oksana|Kovalenko|Shevchenko|Шевченко", text, re.IGNORECASE)


def test_who_has_not_both_languages_is_told_and_finds_nothing(world: World, sentence: FreeSentence):
    browser = signed_in(world.colleague)
    assert browser.get(page(sentence)).status_code == 404
    text = browser.get("/en/centre/translations/").content.decode()
    assert "Nothing waits for you" in text
    assert "In languages that you do not have" in text
    speaks(world.colleague, "uk")
    assert browser.get(page(sentence)).status_code == 404
    speaks(world.colleague, "cs")
    assert browser.get(page(sentence)).status_code == 200


@pytest.mark.parametrize("kind", [Conflict.KIN, Conflict.DECLARED])
def test_whoever_is_tied_to_the_person_reads_nothing_of_it(
    world: World, sentence: FreeSentence, desk: Client, kind: str
):
    record_conflict(world.oksana.person, world.helper, kind=kind, actor=SYSTEM)
    assert desk.get(page(sentence)).status_code == 404
    assert sentence.case.number not in desk.get("/en/centre/translations/").content.decode()
    assert "Nothing waits in your languages" in desk.get("/en/centre/desk/").content.decode()


def test_the_desk_counts_what_waits(world: World, sentence: FreeSentence, desk: Client):
    count = FreeSentence.objects.open().count()
    assert (
        f"{count} sentences wait in your languages" in desk.get("/en/centre/desk/").content.decode()
    )
    for each in FreeSentence.objects.all():
        actions.translate(each, "svářeč", after=0, actor=Actor.for_user(world.helper))
    assert "Nothing waits in your languages" in desk.get("/en/centre/desk/").content.decode()


def test_the_queue_asks_as_much_for_many_as_for_one(
    world: World, sentence: FreeSentence, desk: Client
):
    desk.get("/en/centre/translations/")
    with CaptureQueriesContext(connection) as many:
        desk.get("/en/centre/translations/")
    for each in FreeSentence.objects.exclude(pk=sentence.pk):
        actions.translate(each, "svářeč", after=0, actor=Actor.for_user(world.helper))
    with CaptureQueriesContext(connection) as one:
        desk.get("/en/centre/translations/")
    assert len(one) == len(many)
