"""What the office found about a document: why, and what the person may do about it."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cases.actions import ask, withdraw
from cases.actions.checking import judge_document
from cases.actions.requests import Asked
from cases.models import CaseDocument
from tests.factories import signed_in
from tests.world import World

WHY = {"en": "Not readable", "uk": "Документ нерозбірливий", "ar": "غير مقروء"}
NOTHING_YET = "You need not do anything yet."
SEND = "Send it with your answer."


@pytest.fixture
def found(world: World) -> CaseDocument:
    document = world.case_document
    judge_document(document, "insufficient", reason="not_readable", actor=world.officer)
    return document


def page(world: World, language: str = "en") -> str:
    with override(language):
        address = reverse("applicants:case", args=[world.case.pk])
    return signed_in(world.oksana).get(address).content.decode()


@pytest.mark.parametrize("language", WHY)
def test_the_reason_is_said_in_the_readers_language(
    world: World, found: CaseDocument, language: str
) -> None:
    assert WHY[language] in page(world, language)


def test_before_anything_is_asked_the_office_will_write(world: World, found: CaseDocument) -> None:
    assert NOTHING_YET in page(world)
    item = Asked("insufficient", "not_readable", found.requirement)
    ask(world.case, [item], legal_basis="law", actor=world.officer)
    shown = page(world)
    assert SEND in shown
    assert NOTHING_YET not in shown


def test_after_the_end_nobody_is_called_to_act(world: World, found: CaseDocument) -> None:
    withdraw(world.case, actor=world.applicant)
    shown = page(world)
    assert WHY["en"] in shown
    assert NOTHING_YET not in shown


def test_what_was_accepted_has_no_reason(world: World, found: CaseDocument) -> None:
    judge_document(found, "accepted", actor=world.officer)
    assert WHY["en"] not in page(world)
