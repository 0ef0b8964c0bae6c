"""Cases by the ten thousand, the same every time: written in bulk, with the guards lifted.

10 % are new, 50 officers, the published permit types, 3 to 10 events and 2 to 5 documents a case.
Names and answers are sealed as in life; a person has about five cases; files are rows without bytes.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accounts.actions import create_person, create_user, grant_role
from accounts.actor import SYSTEM
from accounts.models import Person, User
from audit import guards
from cases.models import Case, CaseDocument, CaseEvent, CaseStep, ClockEntry, FeeOwed
from documents.models import Document
from permits.actions import load_catalogue
from permits.models import PermitType
from permits.packs import current
from vault import tokens

OFFICERS = 50
CASES_A_PERSON = 5
BATCH = 2000
FAMILIES = ("Shevchenko", "Nguyen", "Haddad", "Bondarenko", "Tran", "Yilmaz", "Beridze", "Sharma")
GIVEN = ("Oksana", "Minh", "Layla", "Taras", "Lan", "Mehmet", "Nino", "Rahul", "Iryna", "Omar")


class Seeding:
    """A portal with ``size`` cases. Does nothing where they are there already."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.dice = random.Random(2026)  # noqa: S311 - the same cases every time, nothing secret
        self.now = timezone.now()

    def run(self) -> None:
        if Case.objects.count() >= self.size:
            return
        load_catalogue("cz", actor=SYSTEM)
        self.permits = list(PermitType.objects.of_pack())
        self.officers = [self._officer(number) for number in range(OFFICERS)]
        with guards.lifted():
            people: list[Person] = []
            for start in range(0, self.size, BATCH):
                wanted = BATCH // CASES_A_PERSON
                people = self._people(start, wanted)
                self._batch(start, min(BATCH, self.size - start), people)
                print(f"\r  seeding {start + BATCH} of {self.size}", end="", file=sys.stderr)
        print(file=sys.stderr)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _officer(self, number: int) -> User:
        user = create_user(
            username=f"officer.{number}",
            password=None,
            given_names=GIVEN[number % len(GIVEN)],
            family_name=f"Officer {number}",
        )
        grant_role(user, "officer", office="bench", actor=SYSTEM)
        return user

    @transaction.atomic
    def _people(self, start: int, count: int) -> list[Person]:
        people = []
        for number in range(count):
            person = create_person(
                language="uk",
                given_names=self.dice.choice(GIVEN),
                family_name=f"{self.dice.choice(FAMILIES)}{start + number}",
                birth_date="1990-03-14",
            )
            tokens.replace(person.pk, "name", person.pk, [person.display_name])
            people.append(person)
        return people

    @transaction.atomic
    def _batch(self, start: int, count: int, people: list[Person]) -> None:
        cases = [self._case(start + number, people[number % len(people)]) for number in range(count)]
        Case.objects.bulk_create(cases)
        running = [case for case in cases if case.state == "open"]
        CaseStep.objects.bulk_create(
            CaseStep(case=c, seq=1, name="begin", source="received", target="open", role="officer", at=c.filed_at)
            for c in running
        )
        ClockEntry.objects.bulk_create(
            ClockEntry(case=c, kind="start", on=c.lodged_on, ground="limit", cause="limit", days=c.limit_days)
            for c in running
        )
        FeeOwed.objects.bulk_create(
            FeeOwed(case=c, kind="adult", amount=2500, currency=current().currency, owed_on=c.filed_on) for c in cases
        )
        CaseEvent.objects.bulk_create(event for case in cases for event in self._events(case))
        documents = [pair for case in cases for pair in self._documents(case)]
        Document.objects.bulk_create(document for _case, document in documents)
        CaseDocument.objects.bulk_create(
            CaseDocument(case=case, document=document, requirement="ACCOM", added_at=case.filed_at)
            for case, document in documents
        )

    def _case(self, number: int, person: Person) -> Case:
        filed = self.now - timedelta(days=self.dice.randrange(1, 300), minutes=number % 1440)
        new = self.dice.random() < 0.1
        permit = self.dice.choice(self.permits)
        case = Case(
            number=f"UTO-{number + 1}/BE-2026",
            origin=UUID(int=number + 1),
            person=person,
            filed_by=person,
            permit_type=permit,
            pack=permit.pack,
            place="office",
            language="uk",
            schema_version=1,
            answers={"person": {"name": {"family": person.family_name}}},
            filed_at=filed,
            filed_on=filed.date(),
            lodged_on=filed.date(),
            limit_days=60,
            step_seq=0 if new else 1,
            queue_on=(filed + timedelta(days=60)).date(),
            due_on=None if new else (filed + timedelta(days=60)).date(),
            assigned_to=None if new else self.dice.choice(self.officers),
            updated_at=filed,
        )
        if not new:
            case.__dict__["state"] = "open"
        return case

    def _events(self, case: Case) -> list[CaseEvent]:
        return [
            CaseEvent(
                case=case,
                name="filed" if not step else "noted",
                at=case.filed_at + timedelta(days=step),
                on=(case.filed_at + timedelta(days=step)).date(),
                role="officer" if step else "applicant",
                data={},
            )
            for step in range(self.dice.randrange(3, 11))
        ]

    def _documents(self, case: Case) -> list[tuple[Case, Document]]:
        stored_at = datetime(2026, 1, 1, tzinfo=UTC)
        return [
            (
                case,
                Document(
                    person=case.person,
                    file_name="page.pdf",
                    media_type="application/pdf",
                    size=100_000,
                    pages=1,
                    state="stored",
                    stored_at=stored_at,
                    sealed_key=b"-" * 80,
                ),
            )
            for _number in range(self.dice.randrange(2, 6))
        ]
