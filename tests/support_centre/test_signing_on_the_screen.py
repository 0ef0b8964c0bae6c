"""Nobody signs on the screen what they cannot read: their own language stands above the field."""

import hashlib

import pypdfium2
import pytest
from django.test import Client

from accounts.actor import Actor
from audit import log
from audit.models import Event
from documents.models import Document
from support_centre import actions
from support_centre.models import Mandate, Visit
from tests.documents.samples import pdf, png
from tests.support_centre.test_agreeing import copy_of, letters, sentences, words_in

PICTURE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
WANTED = actions.Asked(("file", "explain"), 7, "uk", interpreter="Iryna Tkach")


@pytest.fixture
def offered(known: Visit, helper: Actor) -> Mandate:
    return actions.offer(known, WANTED, actor=helper)[0]


def address(mandate: Mandate, language: str = "en") -> str:
    return f"/{language}/centre/mandate/{mandate.pk}/"


def test_the_text_stands_in_the_persons_language_beside_the_helpers(
    offered: Mandate, desk: Client
) -> None:
    page = desk.get(address(offered))
    assert [each["language"] for each in page.context["columns"]] == ["uk", "en"]
    text = page.content.decode()
    assert '<section class="ds-card stack consent__text" lang="uk" dir="ltr">' in text
    for said in (
        "Уповноваження для центру підтримки",
        "Mandate for a support centre",
        "Halyna Bondarenko",
    ):
        assert said in text, said


def test_who_speaks_what_the_portal_does_not_reads_the_nearest_language(
    known: Visit, helper: Actor, desk: Client
) -> None:
    offered, _code = actions.offer(known, actions.Asked(("file",), 7, "ru"), actor=helper)
    page = desk.get(address(offered))
    assert [each["language"] for each in page.context["columns"]] == ["uk", "en"]


def test_where_both_read_one_language_it_stands_once(offered: Mandate, desk: Client) -> None:
    page = desk.get(address(offered, "uk"))
    assert [each["language"] for each in page.context["columns"]] == ["uk"]


def test_it_is_read_before_the_field_to_sign_in(offered: Mandate, desk: Client) -> None:
    page = desk.get(address(offered)).content.decode()
    last_word, field = page.rindex("consent__text"), page.index("<canvas")
    assert last_word < field
    assert "read the text above" in page


def test_what_can_no_longer_be_given_is_not_signed(
    offered: Mandate, helper: Actor, desk: Client
) -> None:
    actions.take_back(offered, actor=helper)
    assert "<canvas" not in desk.get(address(offered)).content.decode()


def sign(desk: Client, mandate: Mandate, file: bytes) -> int:
    """As the field sends it."""
    headers = {"X-File-Name": "signature.png", "Accept": "application/json"}
    url = address(mandate) + "signed/?how=pad"
    answer = desk.post(url, file, content_type="application/octet-stream", headers=headers)
    return answer.status_code


def test_what_was_read_is_sealed_with_the_signature_under_it(
    offered: Mandate, desk: Client
) -> None:
    hers = desk.get(address(offered)).context["columns"][0]
    assert sign(desk, offered, png()) == 201
    given = Mandate.objects.get(pk=offered.pk)
    copy = copy_of(given)
    said = letters(words_in(copy))
    name = hers["facts"].pop(0)[1]  # at the head of the paper
    for sentence in (name, *sentences([hers])):
        assert letters(sentence) in said, sentence
    pages = pypdfium2.PdfDocument(copy)
    drawn = [each for page in pages for each in page.get_objects(filter=[PICTURE])]
    assert len(drawn) == 1
    event = Event.objects.get(name="support_centre.gave_mandate")
    assert log.payload_of(event)["digest"] == hashlib.sha256(copy).hexdigest()


def test_the_picture_alone_is_not_kept(offered: Mandate, desk: Client) -> None:
    sign(desk, offered, png())
    kept = Document.objects.filter(kind="mandate").exclude(state="removed")
    assert kept.get() == Mandate.objects.get(pk=offered.pk).document


def test_a_signature_on_the_screen_is_a_picture(offered: Mandate, desk: Client) -> None:
    assert sign(desk, offered, pdf()) == 422
    assert not Document.objects.filter(kind="mandate").exclude(state="removed").exists()
    assert not Mandate.objects.live().exists()
