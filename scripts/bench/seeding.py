"""Cases by the ten thousand, the same every time: copied in, with the guards lifted.

10 % are new, 30 % under review, the rest ended; 50 officers, the permit types of the catalogue, 3
to 10 events and 2 to 5 documents a case, about five cases a person. One name in twenty is shared.
Names, answers and file names are sealed as in life; a document is a row without bytes.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from accounts.actions import create_user, grant_role
from accounts.actor import SYSTEM
from accounts.models import Person, User
from audit import guards
from cases.models import Case, CaseDocument, CaseEvent, CaseStep, ClockEntry, FeeOwed
from cases.models.queues import FAR
from demo.filling import Filling
from demo.people import PEOPLE
from documents.models import Document
from permits import schema
from permits.actions import load_catalogue
from permits.models import PermitType
from permits.packs import current
from scripts.bench.copying import copy_in
from vault import cipher, keys, tokens
from vault.models import SubjectKey, Token

OFFICERS = 50
ALONE = "officer.alone"
COMMON_NAME = "Nguyenova"
CASES_A_PERSON = 5
BATCH = 5000
NOW = datetime(2026, 11, 1, 10, tzinfo=UTC)
GIVEN = ("Oksana", "Minh", "Layla", "Taras", "Lan", "Mehmet", "Nino", "Rahul", "Iryna", "Omar")
SYLLABLES = ("ba", "chen", "dor", "fi", "gul", "ha", "ko", "li", "mar", "ner", "os", "pet", "sha")
LIVES = {
    "received": (),
    "open": ("begin",),
    "granted": ("begin", "approve", "grant"),
}
TARGETS = {"begin": "open", "approve": "pre_approved", "grant": "granted"}


class Seeding:
    """A portal with ``size`` cases. Does nothing where they are there already."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.dice = random.Random(2026)  # noqa: S311 - the same cases every time, nothing secret

    def run(self) -> None:
        if Case.objects.count() >= self.size:
            return
        load_catalogue("cz", actor=SYSTEM)
        self.permits = list(PermitType.objects.of_pack().prefetch_related("requirements"))
        filling = Filling(PEOPLE[0], 1)
        self.answers = {each.pk: filling.answers(each.code, each.pack) for each in self.permits}
        self.versions = {each.pk: schema.latest(each.code, each.pack) for each in self.permits}
        self.officers = [_officer(f"officer.{number}") for number in range(OFFICERS)]
        self.alone = _officer(ALONE)
        with guards.lifted():
            for start in range(0, self.size, BATCH):
                self._batch(start, min(BATCH, self.size - start))
                print(f"\r  seeded {start + BATCH} of {self.size}", end="", file=sys.stderr)
        print(file=sys.stderr)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    @transaction.atomic
    def _batch(self, start: int, count: int) -> None:
        keys.forget()
        people = self._people(-(-count // CASES_A_PERSON))
        cases = [self._case(start + n, people[n % len(people)]) for n in range(count)]
        copy_in(cases)
        copy_in(step for case in cases for step in _steps(case))
        copy_in(entry for case in cases for entry in _clock(case))
        copy_in(_fee(case) for case in cases)
        copy_in(event for case in cases for event in self._events(case))
        links = [link for case in cases for link in self._documents(case)]
        copy_in(link.document for link in links)
        copy_in(links)
        copy_in(token for case in cases for token in _tokens(case))

    def _people(self, count: int) -> list[Person]:
        people = [
            Person(
                id=self._id(),
                language="uk",
                given_names=self.dice.choice(GIVEN),
                family_name=self._family_name(),
                native_name="",
                birth_date="1990-03-14",
                created_at=NOW,
            )
            for _number in range(count)
        ]
        root = keys.active_root()
        copy_in(
            SubjectKey(
                subject_id=person.pk,
                root=root,
                sealed=keys.wrap_subject(root, person.pk, cipher.new_key()),
            )
            for person in people
        )
        keys.preload(person.pk for person in people)
        copy_in(people)
        return people

    def _family_name(self) -> str:
        if self.dice.random() < 0.05:
            return COMMON_NAME
        return "".join(self.dice.choices(SYLLABLES, k=4)).capitalize()

    def _case(self, number: int, person: Person) -> Case:
        state = "open" if not number else self.dice.choices(list(LIVES), weights=(1, 3, 6))[0]
        holder = self.dice.choice(self.officers) if number else self.alone
        filed = NOW - timedelta(days=self.dice.randrange(1, 300), minutes=number % 1440)
        permit = self.dice.choice(self.permits)
        due = (filed + timedelta(days=300)).date()
        case = Case(
            id=self._id(),
            number=f"UTO-{number + 1}/BE-2026",
            origin=self._id(),
            person=person,
            filed_by=person,
            permit_type=permit,
            pack=permit.pack,
            place="office",
            language="uk",
            schema_version=self.versions[permit.pk],
            answers=self.answers[permit.pk],
            filed_at=filed,
            filed_on=filed.date(),
            lodged_on=filed.date(),
            limit_days=300,
            step_seq=len(LIVES[state]),
            queue_on=FAR if state == "granted" else due,
            due_on=due if state == "open" else None,
            assigned_to=holder if state == "open" else None,
            ended_on=NOW.date() if state == "granted" else None,
            updated_at=filed,
        )
        case.__dict__["state"] = state
        return case

    def _events(self, case: Case) -> list[CaseEvent]:
        """The steps of the case, then notes."""
        names = ["filed", *LIVES[case.state]]
        names += ["noted"] * (self.dice.randrange(3, 11) - len(names))
        return [
            CaseEvent(
                id=self._id(),
                case=case,
                name=name,
                at=case.filed_at + timedelta(days=day),
                on=(case.filed_at + timedelta(days=day)).date(),
                role="officer" if day else "applicant",
                data={},
            )
            for day, name in enumerate(names)
        ]

    def _documents(self, case: Case) -> list[CaseDocument]:
        codes = [row.code for row in case.permit_type.requirements.all()] or ["PASSPORT"]
        return [
            CaseDocument(
                id=self._id(),
                case=case,
                document=self._document(case.person),
                requirement=codes[number % len(codes)],
                added_at=case.filed_at,
            )
            for number in range(self.dice.randrange(2, 6))
        ]

    def _document(self, person: Person) -> Document:
        return Document(
            id=self._id(),
            person=person,
            file_name="page.pdf",
            media_type="application/pdf",
            size=100_000,
            pages=1,
            state="stored",
            stored_at=NOW,
            sealed_key=b"-" * 80,
        )

    def _id(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)


def _officer(name: str) -> User:
    user = create_user(username=name, password=None, given_names="Eva", family_name=name.title())
    grant_role(user, "officer", office="bench", actor=SYSTEM)
    return user


def _steps(case: Case) -> list[CaseStep]:
    names = LIVES[case.state]
    sources = ["received", *(TARGETS[name] for name in names)]
    return [
        CaseStep(
            case=case,
            seq=seq + 1,
            name=name,
            source=sources[seq],
            target=TARGETS[name],
            role="officer",
            at=case.filed_at + timedelta(days=seq),
        )
        for seq, name in enumerate(names)
    ]


def _clock(case: Case) -> list[ClockEntry]:
    if case.state == "received":
        return []
    start = ClockEntry(
        case=case, kind="start", on=case.filed_on, ground="limit", cause="limit", days=300
    )
    if case.ended_on is None:
        return [start]
    end = ClockEntry(case=case, kind="end", on=case.ended_on, ground="end", cause="case_ended")
    return [start, end]


def _fee(case: Case) -> FeeOwed:
    return FeeOwed(
        case=case, kind="adult", amount=0, currency=current().currency, owed_on=case.filed_on
    )


def _tokens(case: Case) -> list[Token]:
    """As ``cases.actions.open_case`` does: the case is found by the names of its person."""
    names = [case.person.family_name, case.person.given_names]
    return tokens.tokens_of(case.person_id, "name", case.pk, names)
