"""The catalogue that a process keeps: never older than the last change, whoever made it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from accounts.actor import SYSTEM
from i18n.languages import using
from permits.actions import load_catalogue
from permits.catalogue import catalogue
from permits.models import DocumentType, Need, PermitType, Phrase, Requirement


@pytest.fixture
def loaded(db: None) -> Iterator[None]:
    load_catalogue("cz", actor=SYSTEM)
    with using("en"):
        yield


def test_a_second_look_costs_one_statement(loaded: None, django_assert_num_queries) -> None:
    catalogue("cz")
    with django_assert_num_queries(1):
        assert catalogue("cz").papers


def test_names_are_in_the_language_that_is_spoken(loaded: None) -> None:
    row = DocumentType.objects.filter(pack="cz")[0]
    for language in ("cs", "ar"):
        with using(language):
            assert catalogue("cz").papers[row.code] == (getattr(row, f"name_{language}"), row.term)


def test_a_changed_word_is_seen_at_once(loaded: None) -> None:
    row = Phrase.objects.filter(pack="cz")[0]
    before = catalogue("cz").phrases[row.kind, row.code]
    Phrase.objects.filter(pk=row.pk).update(name_en="Said in another way")
    assert catalogue("cz").phrases[row.kind, row.code] == "Said in another way" != before
    row.delete()
    assert (row.kind, row.code) not in catalogue("cz").phrases


def test_a_row_that_is_put_beside_others_is_seen(loaded: None) -> None:
    catalogue("cz")
    row = Phrase(pack="cz", kind="defect", code="new_one", name="A new one", name_en="A new one")
    Phrase.objects.bulk_create([row], ignore_conflicts=True)
    assert catalogue("cz").phrases["defect", "new_one"] == "A new one"


def test_what_was_rolled_back_is_not_kept(loaded: None) -> None:
    row = Phrase.objects.filter(pack="cz")[0]
    before = catalogue("cz").phrases[row.kind, row.code]
    for said in ("Never said", "Nor this"):
        with transaction.atomic():
            Phrase.objects.filter(pk=row.pk).update(name_en=said)
            assert catalogue("cz").phrases[row.kind, row.code] == said
            transaction.set_rollback(True)
        assert catalogue("cz").phrases[row.kind, row.code] == before


def test_papers_are_asked_for_by_need(loaded: None) -> None:
    permit = PermitType.objects.get(pack="cz", code="EMP")
    required = Requirement.objects.by_need().filter(permit_type=permit, need=Need.REQUIRED)
    codes = [row.code for row in required.select_related("document_type")]
    assert catalogue("cz").required_of(permit.pk, "office", {}, date(2026, 11, 1)) == codes


@pytest.mark.parametrize("purpose", ["study", "family"])
def test_papers_are_required_by_the_answers(loaded: None, purpose: str) -> None:
    permit = PermitType.objects.get(pack="cz", code="EXT")
    answers = {"permit": {"purpose": purpose}}
    codes = catalogue("cz").required_of(permit.pk, "office", answers, date(2026, 11, 1))
    assert ("FUNDS" in codes, "INCOME_AGG" in codes) == (purpose == "study", purpose == "family")
