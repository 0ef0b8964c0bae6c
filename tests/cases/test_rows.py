"""All rows of a case in one statement: the same rows that each table gives by itself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Person
from cases.actions import ask, begin, note, suspend
from cases.actions.requests import Asked
from cases.file import PARTS
from cases.models import Case, CaseDocument, Note, Request
from cases.models.rows import Beside, Part, Staff, rows_by_case, rows_of
from cases.models.scoped import file_reader
from tests.cases.conftest import at, file_for, make_document
from tests.factories import Cast, signed_in

MOST = 5
"""Session, user, the case with its file, and the event with its subject (at once on PostgreSQL)."""


def values(row: Any) -> dict[str, Any]:
    """Every column that was read, with what is sealed opened."""
    deferred = row.get_deferred_fields()
    names = {field.attname for field in row._meta.concrete_fields} - deferred
    return {name: getattr(row, name) for name in names}


@pytest.fixture
def lived(cast: Cast, permit, novotna: Actor, oksana: Actor) -> Case:
    papers = [("PASSPORT", make_document(cast.oksana.person)) for _number in range(2)]
    case = file_for(cast.oksana, permit, documents=papers)
    begin(case, actor=novotna, now=at(9, 3))
    note(case, "Ein <b>Wort</b>\nund noch eins", actor=novotna, now=at(9, 4))
    asked = ask(case, [Asked("information", "explain")], legal_basis="law", actor=novotna)
    suspend(case, "defects", request=asked, actor=novotna)
    return case


def test_the_rows_are_those_of_their_tables(lived: Case) -> None:
    rows = rows_of(lived.pk, PARTS)
    for kind in {part.kind for part in PARTS}:
        for row in rows.of(kind):
            stored = kind._default_manager.get(pk=row.pk)
            assert values(row) == {name: getattr(stored, name) for name in values(row)}
    for kind in (CaseDocument, Note, Request):
        assert rows.of(kind) == list(kind._default_manager.filter(case=lived))


def test_the_rows_beside_a_case_are_the_same(
    lived: Case, cast: Cast, permit, novotna: Actor, django_assert_num_queries
) -> None:
    file_for(cast.amira, permit)
    with django_assert_num_queries(1):
        case, beside = file_reader(PARTS)(novotna, lived.pk)
        name = case.person.display_name
    assert name == cast.oksana.person.display_name
    rows = rows_of(lived.pk, PARTS)
    for kind in {part.kind for part in PARTS}:
        assert list(map(values, beside.of(kind))) == list(map(values, rows.of(kind)))
    assert [person.user_id for person in beside.of(Person)] == [cast.novotna.pk]


def test_of_a_case_out_of_scope_nothing_is_read(lived: Case, cast: Cast) -> None:
    with pytest.raises(Case.DoesNotExist):
        file_reader(PARTS)(Actor.for_user(cast.stranger), lived.pk)


def test_nothing_beside_a_case_hangs_on_anything_else(db: None) -> None:
    class Open(Part):
        def rows(self, cases: Sequence[UUID]) -> "QuerySet[Any, Any]":
            return super().rows(cases).filter(state="open")

    assert "found.c1" in Beside([Part(Request)]).sql("found.c1")
    with pytest.raises(ValueError, match="something else"):
        Beside([Open(Request)]).sql("found.c1")


def test_staff_is_found_for_one_case_at_a_time(lived: Case) -> None:
    [staff] = [part for part in PARTS if isinstance(part, Staff)]
    with pytest.raises(ValueError):
        staff.rows([lived.pk, lived.pk])


def test_each_case_gets_its_own_rows_in_one_statement(
    lived: Case, cast: Cast, permit, django_assert_num_queries
) -> None:
    other = file_for(cast.amira, permit)
    parts = tuple(part for part in PARTS if isinstance(part, Part))
    with django_assert_num_queries(1):
        found = rows_by_case([lived.pk, other.pk], parts)
    assert len(found[lived.pk].of(Note)) == 1
    assert found[other.pk].of(Note) == []


def test_no_case_is_no_statement(db: None, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert rows_by_case([], PARTS) == {}


def statements(case: Case, cast: Cast) -> int:
    """Reads and writes of the officer's page, without those that open and close transactions."""
    desk, address = signed_in(cast.novotna), reverse("cases:case", args=[case.pk])
    assert desk.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(address).status_code == 200
    around = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not row["sql"].startswith(around) for row in captured.captured_queries)


@pytest.mark.parametrize("files", [2, 5])
def test_the_page_costs_the_same_whatever_is_in_the_file(cast: Cast, permit, files: int) -> None:
    papers = [("PASSPORT", make_document(cast.oksana.person)) for _number in range(files)]
    assert statements(file_for(cast.oksana, permit, documents=papers), cast) <= MOST


def test_a_case_with_a_long_life_costs_no_more(lived: Case, cast: Cast) -> None:
    assert statements(lived, cast) <= MOST
