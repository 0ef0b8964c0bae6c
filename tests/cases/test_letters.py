"""Letters come from approved phrases, in the binding language and beside it in the reader's."""

import io
from dataclasses import fields
from typing import Any

import pikepdf
import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.actor import SYSTEM, Actor
from cases.actions import discontinue
from cases.decisions import Fact, Proposal, countersign, issue, propose
from cases.letters import rendering
from cases.letters.rendering import render_letter, write
from cases.models import Case, Letter
from cases.tasks import render_letter as render_task
from documents.actions import open_plain
from permits import packs
from permits.actions import load_catalogue
from permits.models import Phrase
from postbox.models import Message
from tests.factories import Cast, signed_in
from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def receipt(world: World) -> Letter:
    letter = Letter.objects.filter(case=world.case, kind=Letter.Kind.RECEIPT).get()
    render_letter(letter.pk)
    letter.refresh_from_db()
    return letter


def pdf_of(letter: Letter) -> pikepdf.Pdf:
    assert letter.document is not None
    return pikepdf.open(io.BytesIO(open_plain(letter.document).read()))


def test_a_letter_becomes_a_sealed_pdf_in_the_postbox(receipt: Letter) -> None:
    assert receipt.state == Letter.State.READY
    message = Message.objects.get(document=receipt.document)
    assert (message.language, message.binding_language) == ("uk", "cs")
    assert receipt.case.number in message.body
    assert message.body != message.binding_body


def test_the_pdf_can_be_kept_and_read_aloud(receipt: Letter) -> None:
    with pdf_of(receipt) as pdf, pdf.open_metadata() as data:
        assert data["pdfaid:part"] == "2"
        assert data["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked


def test_setting_a_letter_twice_sends_it_once(receipt: Letter) -> None:
    render_task(str(receipt.pk))
    assert Message.objects.filter(document=receipt.document).count() == 1


def refuse(world: World, words: str) -> Letter:
    case = Case.objects.get(pk=world.case.pk)
    offered = case.documents.first()
    assert offered is not None
    proposal = Proposal(
        outcome="refuse",
        facts=(Fact("funds_below", (str(offered.pk),), words),),
        grounds=("no_funds",),
        remedy="appeal",
    )
    decision = propose(case, proposal, actor=world.officer)
    countersign(decision, version=1, actor=Actor.for_user(world.dvorak))
    issue(decision, actor=Actor.for_user(world.dvorak))
    return Letter.objects.get(case=case, kind=Letter.Kind.DECISION)


def test_a_refusal_says_fact_evidence_ground_and_remedy_in_both_languages(world: World) -> None:
    letter = refuse(world, "")
    for language in ("cs", "uk"):
        text = write(letter, language)
        assert all(getattr(text, each.name) for each in fields(text) if each.name == "remedy")
        items = [item for part in text.parts for item in part.items]
        assert any(item.evidence for item in items)
        assert any(item.legal_basis for item in items)
    assert write(letter, "cs").title != write(letter, "uk").title


def test_a_discontinuance_says_what_can_be_done_against_it(world: World) -> None:
    discontinue(Case.objects.get(pk=world.case.pk), "not_entitled", actor=world.officer)
    letter = Letter.objects.get(case=world.case, kind=Letter.Kind.ENDING)
    law = Phrase.objects.get(pack="cz", kind="remedy", code="appeal").legal_basis
    for language in ("cs", "uk"):
        text = write(letter, language)
        assert text.remedy
        assert text.remedy.items[0].legal_basis == law


def test_a_free_sentence_is_shown_as_not_translated(world: World) -> None:
    letter = refuse(world, "Výpis z účtu končí v dubnu.")
    for language, only_in in (("cs", ""), ("uk", "cs")):
        items = [item for part in write(letter, language).parts for item in part.items]
        found = next(item for item in items if item.original)
        assert (found.original, found.only_in) == ("Výpis z účtu končí v dubnu.", only_in)


def test_markup_in_a_name_is_printed_and_not_obeyed(world: World, cast: Cast) -> None:
    person = world.oksana.person
    person.family_name = '#image("x") *Bold* $x$ <script>'
    person.save(update_fields=["family_name"])
    letter = refuse(world, "#set page(width: 1cm)")
    render_letter(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.READY


def test_a_letter_takes_no_version_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that comes while the letter is set has its version, and the letter the next one."""
    letter = Letter.objects.pending().filter(case=world.case).earliest("created_at")
    before = Case.objects.get(pk=world.case.pk).version
    in_peace = rendering.set_letter

    def meanwhile(*arguments: Any, **options: Any) -> bytes:
        Case.objects.filter(pk=world.case.pk).update(version=before + 3)
        return in_peace(*arguments, **options)

    monkeypatch.setattr(rendering, "set_letter", meanwhile)
    rendering.render_letter(letter.pk)
    assert Case.objects.get(pk=world.case.pk).version == before + 4


def test_the_office_reads_in_its_own_words_what_a_letter_is(receipt: Letter, world: World) -> None:
    """The document is named in the language of the person, which the officer need not know."""
    assert receipt.document
    with override("cs"):
        address = reverse("cases:case", args=[receipt.case_id])
    page = signed_in(world.novotna).get(address).content.decode()
    assert "Potvrzení o odeslání žádosti" in page
    assert receipt.document.file_name not in page


def test_a_request_says_what_follows_without_an_answer(world: World) -> None:
    """Whoever is called on to answer is told of the consequences (Act 500/2004 § 45(2))."""
    letter = Letter.objects.get(kind=Letter.Kind.REQUEST, about=world.request.pk)
    for language, said in (("cs", "úřad řízení zastaví"), ("uk", "відомство закриє провадження")):
        parts = write(letter, language).parts
        [item] = [item for part in parts for item in part.items if said in item.text]
        assert "§ 66 odst. 1 písm. c)" in item.legal_basis


def test_the_applicants_pages_say_it_too_with_its_mark(world: World) -> None:
    browser = signed_in(world.oksana)
    asked = [world.request.case_id, world.request.pk]
    for name, args in (("case", asked[:1]), ("request", asked)):
        page = browser.get(reverse(f"applicants:{name}", args=args)).content.decode()
        assert "the office discontinues the proceedings" in page
        assert "Check with the office" in page


@pytest.mark.parametrize("pack", packs.codes())
def test_every_country_says_what_follows_without_an_answer(pack: str, db: None) -> None:
    load_catalogue(pack, actor=SYSTEM)
    phrase = Phrase.objects.get(pack=pack, kind="inaction", code="unanswered")
    assert phrase.legal_basis
