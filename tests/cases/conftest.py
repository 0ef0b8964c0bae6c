"""A small catalogue, a case filed by Oksana, and the officers who act on it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from accounts.actor import Actor
from accounts.models import Person, User
from cases.actions import begin, open_case
from cases.models import Case
from documents.models import Document
from permits.models import Fee, Limit, PermitType, Phrase
from tests.factories import Cast

MOMENT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)


def at(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, 0, tzinfo=UTC)


ANSWERS = {
    "person": {"name": {"family": "Kovalenko", "given": "Oksana"}, "birth_date": "1994-03-12"},
    "passport": {"document": {"number": "UT1234500"}},
}


def make_permit(code: str = "EMP", *, in_person: bool = False, **fields: Any) -> PermitType:
    permit = PermitType.objects.create(
        pack="cz",
        code=code,
        agenda="ZM",
        name="Employee card",
        term="zaměstnanecká karta",
        filed_at=["office"],
        in_person=in_person,
        in_person_days=5 if in_person else 0,
        collect_days=60,
        published=True,
        **fields,
    )
    dated = {"place": "office", "valid_from": date(2020, 1, 1), "source": "test"}
    Limit.objects.create(permit_type=permit, kind="normal", days=60, verified="seen", **dated)
    for kind, amount in (("adult", 2500), ("child", 1000)):
        Fee.objects.create(
            permit_type=permit,
            kind=kind,
            amount=Decimal(amount),
            currency="CZK",
            verified="seen",
            **dated,
        )
    return permit


PHRASES = [
    ("paper", "missing", "The document “{document}” is missing."),
    ("defect", "unreadable", "The document “{document}” cannot be read."),
    ("request", "explain", "Explain where you will live."),
    ("suspension", "defects", "We wait for what you were asked to send."),
    ("suspension", "question", "Another authority has to decide a question first."),
    ("inadmissibility", "wrong_form", "The application is not on the official form."),
    ("discontinuance", "defect_not_removed", "You did not send what was missing."),
    ("refusal", "NO_FUNDS", "You did not prove your funds."),
    ("fact", "no_income", "No income was proven."),
    ("remedy", "appeal", "You can appeal within 15 days."),
]


@pytest.fixture(autouse=True)
def postgres_only_where_it_is(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (set POBYT_DB_NAME)")


@pytest.fixture
def phrases(db: None) -> None:
    Phrase.objects.filter(pack="cz").delete()
    Phrase.objects.bulk_create(
        Phrase(pack="cz", kind=kind, code=code, name=text, text=text, legal_basis="law, section 1")
        for kind, code, text in PHRASES
    )


@pytest.fixture
def permit(phrases: None) -> PermitType:
    return make_permit()


@pytest.fixture
def oksana(cast: Cast) -> Actor:
    return Actor.for_user(cast.oksana)


@pytest.fixture
def novotna(cast: Cast) -> Actor:
    return Actor.for_user(cast.novotna)


@pytest.fixture
def dvorak(cast: Cast) -> Actor:
    return Actor.for_user(cast.dvorak)


@pytest.fixture
def supervisor(cast: Cast) -> Actor:
    return Actor.for_user(cast.supervisor)


def make_document(person: Person) -> Document:
    """A row alone: these tests read no bytes."""
    return Document.objects.create(
        person=person, file_name="scan.pdf", media_type="application/pdf"
    )


def file_for(user: User, permit: PermitType, **changes: Any) -> Case:
    details: dict[str, Any] = {
        "origin": uuid4(),
        "person": user.person,
        "filed_by": user.person,
        "permit_type": permit,
        "answers": ANSWERS,
        "schema_version": 1,
        "language": "uk",
        "actor": Actor.for_user(user),
        "now": MOMENT,
    }
    return open_case(**(details | changes))


@pytest.fixture
def filed(cast: Cast, permit: PermitType) -> Case:
    return file_for(cast.oksana, permit)


@pytest.fixture
def running(filed: Case, novotna: Actor) -> Case:
    return begin(filed, actor=novotna, now=at(9, 3))
