"""Before a decision is sent or signed the page says what nobody has settled yet."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor
from cases.actions import Asked, ask, judge_document, record_fee
from cases.decisions import propose
from cases.decisions.proposal import GRANT, Proposal
from cases.models import Case, CaseDocument
from cases.still_open import still_open
from permits.catalogue import catalogue
from permits.models import Phrase
from tests.factories import signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> Case:
    found = Case.objects.select_related("person").get(pk=world.case.pk)
    found.permit_type = catalogue("cz").permits[found.permit_type_id]
    return found


def said(case: Case) -> str:
    return "\n".join(still_open(case).lines)


def test_documents_by_what_was_found(world: World, case: Case) -> None:
    count = case.documents.count()
    assert f"{count} document" in said(case)
    assert "not judged yet" in said(case)
    reason = Phrase.objects.filter(pack="cz", kind="defect").values_list("code", flat=True)[0]
    first = case.documents.earliest("added_at")
    judge_document(first, verdict="insufficient", reason=reason, actor=world.officer)
    assert "1 document is marked as insufficient." in said(case)


def test_what_the_answers_require_is_named_while_it_is_missing(world: World, case: Case) -> None:
    assert "Required and not in the file: " in said(case)
    needed = catalogue("cz").required_of(
        case.permit_type_id, case.place, case.answers, case.filed_on
    )
    for code in needed:
        CaseDocument.objects.create(case=case, document=world.new_document(), requirement=code)
    assert "Required and not in the file" not in said(case)


def test_the_fee_until_it_is_paid(world: World, case: Case) -> None:
    assert "fee has not been recorded as paid" in said(case)
    record_fee(case, method="cash", paid_on=case.filed_on, actor=world.officer)
    assert "fee has not been recorded as paid" not in said(case)


def test_requests_and_words_to_translate(world: World, case: Case) -> None:
    assert world.request.case_id == case.pk
    assert "1 request still waits for an answer." in said(case)
    assert "still to be translated" in said(case)


def test_a_refusal_tells_that_the_applicant_was_not_heard(world: World, case: Case) -> None:
    unheard = ["The applicant was not asked to comment on what is in the file."]
    found = still_open(case)
    assert (found.refusing, found.of("refuse").lines) == (unheard, found.lines + unheard)
    assert found.of("grant").lines == found.lines
    review = [Asked("information", "file_review")]
    ask(case, review, legal_basis="law", actor=world.officer)
    assert still_open(case).refusing == []


def test_it_costs_one_statement(case: Case) -> None:
    still_open(case)
    with CaptureQueriesContext(connection) as queries:
        still_open(case)
    made = [each["sql"] for each in queries if "UNION ALL" in each["sql"]]
    assert len(made) == 1
    assert len(queries) <= len(made) + 1  # the edition of the catalogue, where no page has read it


@pytest.mark.parametrize("page", ["proposal", "decision"])
def test_both_officers_read_it(world: World, case: Case, page: str) -> None:
    desk: dict[str, Any] = {"proposal": world.novotna, "decision": world.dvorak}
    if page == "decision":
        grant = Proposal(outcome=GRANT, valid_from=date(2027, 1, 1), valid_to=date(2027, 6, 1))
        propose(case, grant, actor=Actor.for_user(world.novotna))
    shown = signed_in(desk[page]).get(reverse(f"cases:{page}", args=[case.pk]))
    assert "Still open in this case" in shown.content.decode()
