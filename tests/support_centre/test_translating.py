"""A translation stands beside its sentence; whoever writes it has assisted."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Conflict, User
from applicants.printing import case_pdf
from audit.models import Event
from cases.errors import Changed, NotPermitted, Refused
from cases.letters.rendering import write
from cases.models import Case, FreeSentence, Letter, SentenceTranslation
from cases.translated import translated_of
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


# -- translating


def test_a_translation_stands_beside_the_original_everywhere(
    world: World, sentence: FreeSentence, desk: Client, phone: Client
):
    sentence = next(row for row in FreeSentence.objects.all() if row.text == WELDER)
    sent = desk.post(page(sentence), {"text": "svářeč-Z", "after": "0"})
    assert sent.status_code == 302
    office = signed_in(world.novotna).get(reverse("cases:case", args=[sentence.case_id]))
    own = phone.get(f"/en/case/{sentence.case_id}/")
    receipt = phone.get(f"/en/draft/{world.filed_draft.pk}/receipt/")
    for shown in (office, own, receipt):
        text = shown.content.decode()
        assert WELDER in text
        assert "svářeč-Z" in text
        assert "Translated from Ukrainian by Alena Horová" in text


def test_the_binding_print_is_final_only_when_nothing_waits(
    world: World, sentence: FreeSentence, monkeypatch: pytest.MonkeyPatch
):
    printed: dict[str, Any] = {}

    def keep(template: str, data: dict[str, Any]) -> bytes:
        printed.update(data)
        return b"%PDF"

    monkeypatch.setattr("documents.typeset.typeset", keep)
    case = Case.objects.select_related("permit_type").get(pk=world.case.pk)
    rows = list(FreeSentence.objects.filter(case=case))
    case_pdf(case, "en")
    titles = [part["heading"] for part in printed["reader"]["sections"]]
    assert "The applicant" in titles
    assert "About you" not in titles
    case_pdf(case, "uk")
    said = str(printed["binding"]["to_translate"]["paragraphs"])
    assert "Úřad čeká na jejich překlad" in said, "it is sent: nothing is to do before"
    assert "Not final" in str(printed["reader"]["facts"]) or "Final" not in str(
        printed["binding"]["facts"]
    )
    before = len(printed["binding"]["to_translate"]["items"])
    helper = Actor.for_user(world.helper)
    actions.translate(rows[0], "svářeč-Z", after=0, actor=helper)
    case_pdf(case, "uk")
    assert len(printed["binding"]["to_translate"]["items"]) == before - 1
    for row in rows[1:]:
        actions.translate(row, "svářeč-Z", after=0, actor=helper)
    case_pdf(case, "uk")
    assert printed["binding"]["to_translate"] is None
    values = [row["value"] for part in printed["binding"]["sections"] for row in part["rows"]]
    assert sum("svářeč-Z" in value for value in values) == len(rows)
    reader = [row["value"] for part in printed["reader"]["sections"] for row in part["rows"]]
    assert any(WELDER in value for value in reader)
    assert not any("svářeč-Z" in value for value in reader)


def test_the_receipt_says_how_many_wait(world: World, sentence: FreeSentence):
    letter = Letter.objects.get(case=world.case, kind=Letter.Kind.RECEIPT)
    facts = dict(write(letter, "en").facts)
    count = FreeSentence.objects.open().filter(case=world.case).count()
    assert facts["Answers still to be translated"] == str(count)
    for row in FreeSentence.objects.all():
        actions.translate(row, "svářeč", after=0, actor=Actor.for_user(world.helper))
    assert "Answers still to be translated" not in dict(write(letter, "en").facts)


def test_a_correction_is_a_new_version(world: World, sentence: FreeSentence, desk: Client):
    desk.post(page(sentence), {"text": "svářeč", "after": "0"})
    desk.post(page(sentence), {"text": "svářeč kovů", "after": "1"})
    kept = sentence.translations.all()
    assert [(row.seq, row.text) for row in kept] == [(1, "svářeč"), (2, "svářeč kovů")]
    assert translated_of(sentence.case)[sentence.about, sentence.name].text == "svářeč kovů"


def test_of_two_the_second_is_told_and_loses_nothing(
    world: World, sentence: FreeSentence, desk: Client
):
    speaks(world.colleague, "uk", "cs")
    signed_in(world.colleague).post(page(sentence), {"text": "svářeč", "after": "0"})
    late = desk.post(page(sentence), {"text": "svařeč plechů", "after": "0"})
    text = late.content.decode()
    assert late.status_code == 422
    assert "A colleague has translated this sentence meanwhile" in text
    assert "by Minh Vu" in text
    assert "svařeč plechů" in text
    assert sentence.translations.count() == 1
    desk.post(page(sentence), {"text": "svařeč plechů", "after": "1"})
    assert sentence.translations.count() == 2


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_no_translation(world: World, sentence: FreeSentence, desk: Client, text: str):
    assert desk.post(page(sentence), {"text": text, "after": "0"}).status_code == 422
    assert not SentenceTranslation.objects.exists()


def test_what_was_translated_never_changes(world: World, sentence: FreeSentence):
    made = actions.translate(sentence, "svářeč", after=0, actor=Actor.for_user(world.helper))
    for rows in (SentenceTranslation.objects.filter(pk=made.pk), FreeSentence.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        SentenceTranslation.objects.filter(pk=made.pk).update(seq=7)


# -- segregation, and what the person sees


def test_whoever_translates_has_assisted(world: World, sentence: FreeSentence):
    assert not Conflict.objects.filter(user=world.helper).exists()
    actions.translate(sentence, "svářeč", after=0, actor=Actor.for_user(world.helper))
    tie = Conflict.objects.get(user=world.helper)
    assert (tie.person_id, tie.kind) == (sentence.person_id, "assisted")


def test_without_the_conflict_the_database_takes_no_translation(
    world: World, sentence: FreeSentence
):
    with pytest.raises(IntegrityError), transaction.atomic():
        SentenceTranslation.objects.create(
            sentence=sentence, person_id=sentence.person_id, seq=1, text="x", by=world.helper
        )


def test_whoever_deals_with_the_case_translates_nothing_in_it(world: World, sentence: FreeSentence):
    Case.objects.filter(pk=sentence.case_id).update(assigned_to=world.novotna)
    with pytest.raises(NotPermitted):
        actions.translate(sentence, "svářeč", after=0, actor=Actor.for_user(world.novotna))
    assert not Conflict.objects.filter(user=world.novotna).exists()


def test_nobody_translates_their_own(world: World, sentence: FreeSentence):
    with pytest.raises(NotPermitted):
        actions.translate(sentence, "svářeč", after=0, actor=world.applicant)


def test_the_person_sees_who_looked_and_that_it_was_translated(
    world: World, sentence: FreeSentence, desk: Client, phone: Client
):
    desk.get(page(sentence))
    desk.post(page(sentence), {"text": "svářeč", "after": "0"})
    read = Event.objects.get(name="support_centre.read_sentence")
    assert (read.user_id, read.case_id) == (world.helper.pk, sentence.case_id)
    looks = phone.get("/en/looks/").content.decode()
    assert "Read a sentence of yours to translate it" in looks
    assert "Translated a sentence of yours" in looks


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_give_one_translation() -> None:
    world = World()
    _ = world.centre
    sentence = world.sentence
    people = [Actor.for_user(world.helper), Actor.for_user(world.colleague)]
    barrier = Barrier(2)

    def run(actor: Actor) -> Any:
        try:
            barrier.wait(timeout=60)
            return actions.translate(sentence, "svářeč", after=0, actor=actor)
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run, people))
    assert sum(isinstance(each, Changed) for each in results) == 1
    assert sentence.translations.count() == 1
