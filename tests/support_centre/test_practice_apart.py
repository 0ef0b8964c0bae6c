"""Between practice and the real desks nothing passes: not by a page, an act or SQL, either way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import record_identity
from accounts.actor import Actor
from accounts.models import Person
from audit import log
from audit.models import Event
from cases.errors import NotPermitted
from cases.models import FreeSentence, SentenceTranslation
from support_centre import actions
from support_centre.models import Centre, Mandate, Restoration, Slip, StaffLanguage, Visit
from support_centre.queue import open_in, sentences_for
from tests.world import World


@pytest.fixture
def practising(world: World, sandbox: Client, helper: Actor) -> Actor:
    """The helper as they are at the practice desk."""
    centre = Centre.objects.get(practice=True)
    return Actor(
        helper.user_id, helper.person_id, "helper", centre.code, permissions=helper.permissions
    )


@pytest.fixture
def sentence(world: World) -> FreeSentence:
    return world.sentence


# -- words of real people


def test_no_real_sentence_waits_at_the_practice_desk(
    world: World, sentence: FreeSentence, practising: Actor, helper: Actor
):
    assert sentence in sentences_for(helper)
    assert not sentences_for(practising).exists()
    StaffLanguage.objects.filter(user=world.helper).delete()
    assert open_in(helper)
    assert open_in(practising) == []


def test_no_page_of_practice_shows_one_or_takes_a_translation(
    world: World, sentence: FreeSentence, sandbox: Client
):
    queue = sandbox.get("/en/centre/translations/").content.decode()
    assert sentence.case.number not in queue
    address = f"/en/centre/translations/{sentence.pk}/"
    assert sandbox.get(address).status_code == 404
    assert sandbox.post(address, {"text": "svářeč", "after": "0"}).status_code == 404
    assert "translations" not in sandbox.get("/en/centre/desk/").content.decode()
    assert not SentenceTranslation.objects.exists()
    assert not Event.objects.filter(office__startswith="PRACTICE", case_id__isnull=False).exists()


def test_the_act_refuses_whoever_practises(sentence: FreeSentence, practising: Actor):
    with pytest.raises(NotPermitted, match="practice"):
        actions.translate(sentence, "svářeč", after=0, actor=practising)


def test_no_act_and_no_read_in_a_case_at_the_practice_desk_even_by_sql(
    world: World, practising: Actor
):
    case, person = world.case, world.oksana.person.pk
    with pytest.raises(IntegrityError, match="practice desk"), transaction.atomic():
        log.append("cases.anything", actor=practising, subjects=[person], case=case.pk)
    with pytest.raises(IntegrityError, match="practice desk"), transaction.atomic():
        log.read("cases.anything", actor=practising, subjects=[person], case=case.pk)


# -- people


def test_nobody_real_is_identified_at_the_practice_desk_nor_the_invented_at_a_real_one(
    world: World, halyna: Person, practising: Actor, helper: Actor
):
    for person, actor in ((world.oksana.person, practising), (halyna, helper)):
        with pytest.raises(IntegrityError, match="practice desk"), transaction.atomic():
            record_identity(person, method="typed", level=2, facts={}, actor=actor)


def test_no_account_is_given_at_the_practice_desk(world: World, halyna: Person):
    visit = Visit.objects.get(centre__practice=True)
    now = timezone.now()
    with pytest.raises(IntegrityError, match="practice desk"), transaction.atomic():
        Slip.objects.create(
            person=world.oksana.person,
            centre=visit.centre,
            visit=visit,
            code=b"c" * 32,
            birth_proof=b"p" * 32,
            issued_by=world.helper,
            until=now + timedelta(days=1),
        )
    for person, mandate, said in (
        (world.oksana.person, world.mandate, "practice desk"),
        (halyna, Mandate.objects.get(centre__practice=True), "nobody invented"),
    ):
        with pytest.raises(IntegrityError, match=said), transaction.atomic():
            Restoration.objects.create(
                mandate=mandate,
                centre=visit.centre,
                person=person,
                proposed_by=world.helper,
                proposed_at=now,
                waits_until=now + timedelta(minutes=30),
            )


def test_the_real_desk_finds_nothing_of_practice(world: World, halyna: Person, sandbox: Client):
    visit = Visit.objects.get(centre__practice=True)
    mandate = Mandate.objects.get(centre__practice=True)
    session = mandate.sessions.get()
    pages = [
        *(reverse(f"support_centre:{name}", args=[visit.pk]) for name in ("visit", "slip", "done")),
        reverse("support_centre:mandate", args=[mandate.pk]),
        reverse("support_centre:mandate_print", args=[mandate.pk]),
        reverse("support_centre:notice", args=[session.pk]),
    ]
    assert [sandbox.get(page).status_code for page in pages] == [200] * len(pages)
    sandbox.post("/en/centre/practice/leave/")
    assert [sandbox.get(page).status_code for page in pages] == [404] * len(pages)


# -- what a helper says of themselves holds at the real desk


def test_own_languages_and_telephones_are_not_changed_while_practising(
    world: World, sentence: FreeSentence, sandbox: Client
):
    before = set(StaffLanguage.objects.values_list("user_id", "language"))
    for page in ("/en/centre/desk/languages/", "/en/centre/desk/telephones/"):
        assert sandbox.get(page).status_code == 404
        assert (
            sandbox.post(page, {"languages": ["vi"], "numbers": "777 123 456"}).status_code == 404
        )
        assert page not in sandbox.get("/en/centre/desk/").content.decode()
    assert set(StaffLanguage.objects.values_list("user_id", "language")) == before
