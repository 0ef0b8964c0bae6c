"""What an officer writes freely in a decision waits for a translator, and informs the person."""

import pytest
from django.urls import reverse

from accounts.actor import Actor
from cases.models import Decision, FreeSentence
from postbox.models import Message
from support_centre import actions
from support_centre.models import StaffLanguage
from support_centre.queue import question_of
from tests.cases.test_letters import refuse
from tests.factories import signed_in
from tests.world import World

WORDS = "Na účtu je 1 000 Kč."
MADE = "На рахунку 1 000 крон."


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_it_waits_from_the_moment_the_decision_is_issued(world: World) -> None:
    case = refuse(world, WORDS).case
    sentence = FreeSentence.objects.get(case=case, kind="decision")
    assert sentence.about == Decision.objects.get(case=case).pk
    assert (sentence.language, sentence.into, sentence.text) == ("cs", "uk", WORDS)


def test_nothing_waits_for_who_reads_the_binding_language_or_where_nothing_was_written(
    world: World,
) -> None:
    refuse(world, "")
    assert not FreeSentence.objects.filter(kind="decision").exists()


def test_it_is_translated_and_the_person_reads_it_beside_what_binds(world: World) -> None:
    _ = world.centre
    case = refuse(world, WORDS).case
    sentence = FreeSentence.objects.get(case=case, kind="decision")
    person = signed_in(world.oksana)
    address = reverse("applicants:case", args=[case.pk])
    page = person.get(address).content.decode()
    assert WORDS in page
    assert "Waits for its translation" in page
    for language in ("uk", "cs"):
        StaffLanguage.objects.create(user=world.helper, language=language)
    desk = signed_in(world.helper)
    asked = question_of(sentence)
    assert asked.startswith("What the office writes of a fact in its decision: ")
    url = reverse("support_centre:translation", args=[sentence.pk])
    assert asked in desk.get(url).content.decode()
    assert desk.post(url, {"text": MADE, "after": "0"}).status_code == 302
    page = person.get(address).content.decode()
    assert MADE in page
    assert WORDS in page
    assert asked in page
    assert "it does not bind. The text in this language binds: Czech" in page
    message = Message.objects.filter(person=world.oksana.person).latest("sent_at")
    assert MADE in message.body
    assert WORDS in message.body
    assert message.case_id == case.pk
    assert MADE in message.binding_body


def test_what_the_person_wrote_is_not_said_not_to_bind(world: World) -> None:
    _, sentence = world.centre, world.sentence
    before = Message.objects.count()
    actions.translate(sentence, "svářeč", after=0, actor=Actor.for_user(world.helper))
    assert Message.objects.count() == before
    page = signed_in(world.oksana).get(reverse("applicants:case", args=[sentence.case_id]))
    assert "does not bind" not in page.content.decode()
