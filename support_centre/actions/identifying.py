"""Who sits at the desk: a passport is looked at, and compared with the face."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from accounts.actions import (
    complete_birth_date,
    create_person,
    record_identity,
    settle_birth_date,
)
from accounts.actor import Actor
from accounts.models import IdentityCheck, Person
from audit import log
from documents.holding import Held
from documents.models import Document, Kind
from support_centre import invented
from support_centre.actions import one_person
from support_centre.actions.finding import by_case
from support_centre.actions.tying import tie
from support_centre.models import IdentityPaper, Visit
from vault import keys, tokens


class AnotherPerson(Exception):
    """The paper is of somebody else than who gave a mandate in this visit."""


class NotInvented(ValueError):
    """At the practice desk only specimen passports are read, so that nobody real gets into it."""


@dataclass(frozen=True)
class Passport:
    """What the member of staff reads off the paper. Days are ``YYYY-MM-DD`` or empty.

    ``given_names`` or ``family_name`` may be empty: some people have one name.
    """

    number: str
    issuer: str
    family_name: str
    given_names: str
    birth_date: str
    valid_until: str = ""
    native_name: str = ""


def identify(
    visit: Visit,
    passport: Passport,
    *,
    method: str,
    case_number: str = "",
    photograph: Held | None = None,
    actor: Actor,
) -> Person:
    """Bind the visit to the person of this passport, and record how it was checked.

    Who gave a mandate in this visit stays who they are. A person who is known, by the number of the
    passport or by ``case_number`` and day of birth, is taken as they are: nothing of what is kept
    about them is shown by this, a mandate opens it. Reading again corrects: whom the reading before
    made goes. Raises ``ValueError`` for an unknown method, a bad day and a photograph that is not
    there, ``NotInvented`` for a real paper at the practice desk, ``AnotherPerson``,
    ``documents.errors.Refused`` for a file that is no photograph, and what ``finding.by_case``
    does; then nothing is recorded.
    """
    if method == IdentityCheck.Method.PHOTO and photograph is None:
        raise ValueError("who is known by a photograph is photographed")
    if visit.centre.practice and passport.issuer != invented.ISSUER:
        raise NotInvented
    named = None
    if case_number and not visit.centre.practice:  # nobody invented has a case
        named = by_case(case_number, passport.birth_date, actor=actor)
    return _identify(
        visit, passport, method=method, named=named, photograph=photograph, actor=actor
    )


@transaction.atomic
def _identify(
    visit: Visit,
    passport: Passport,
    *,
    method: str,
    named: Person | None,
    photograph: Held | None,
    actor: Actor,
) -> Person:
    row = Visit.objects.select_for_update(of=("self",)).select_related("centre", "person")
    locked = row.get(pk=visit.pk)
    known = _whom(locked, passport, named)
    person = known or create_person(
        language=visit.printed_in,
        family_name=passport.family_name,
        given_names=passport.given_names,
        native_name=passport.native_name,
        birth_date=passport.birth_date,
        practice=visit.centre.practice,
        actor=actor,
    )
    if known and _level(method) == IdentityCheck.Level.COUNTER:
        complete_birth_date(known, passport.birth_date, actor=actor)
        settle_birth_date(known, passport.birth_date, actor=actor)
    if passport.number and _level(method) == IdentityCheck.Level.COUNTER:
        tokens.add(person.pk, person.pk, {one_person.BY_PASSPORT: [passport.number]})
    tie(person, actor=actor)
    pk = uuid4()
    if photograph is not None:
        paper = photograph.keep(owner=person, actor=actor, kind=Kind.IDENTITY)
        _keep(pk, paper, actor=actor)
    record_identity(
        person,
        pk=pk,
        method=method,
        level=_level(method),
        facts={
            "number": passport.number,
            "issuer": passport.issuer,
            "valid_until": passport.valid_until,
            "family_name": passport.family_name,
            "given_names": passport.given_names,
            "birth_date": passport.birth_date,
        },
        actor=actor,
    )
    one_person.seat(locked, person, actor=actor)
    visit.person = person
    log.append(
        "support_centre.identified",
        actor=actor,
        subjects=[person.pk],
        payload={"visit": str(visit.pk), "known": known is not None, "by_case": named is not None},
    )
    return person


def _level(method: str) -> int:
    if method == IdentityCheck.Method.OTHER:
        return IdentityCheck.Level.REDUCED
    return IdentityCheck.Level.COUNTER


def _whom(visit: Visit, passport: Passport, named: Person | None) -> Person | None:
    """Who is known to sit there: by a mandate of this visit, a case, or the passport's number."""
    bound = visit.person if one_person.is_settled(visit) else None
    if bound is None:
        return named or _by_number(passport, practice=visit.centre.practice)
    if not bound.may_be_born(passport.birth_date) or (named is not None and named.pk != bound.pk):
        raise AnotherPerson
    return bound


def _by_number(passport: Passport, *, practice: bool) -> Person | None:
    """The person of whom a desk read this passport before, and who was born that day.

    What somebody typed into an application does not count: it may be another one's number. Numbers
    come round again, between countries and over the years; the day of birth tells them
    apart. Of several the one who was there first, whose cases are the older ones.
    """
    if not passport.number:
        return None
    found: list[UUID] = list(
        tokens.subjects_with(one_person.BY_PASSPORT, passport.number)
        .filter(owner_id=F("subject_id"))
        .distinct()
    )
    people = Person.objects.filter(pk__in=found, practice=practice).order_by("created_at")
    for person in people.select_for_update(of=("self",)):
        if not keys.exists(person.pk):  # a colleague corrected their reading meanwhile
            continue
        if person.may_be_born(passport.birth_date) or not passport.birth_date:
            return person
    return None


def may_read(visit: Visit) -> bool:
    """Whether the passport can be read, or read again: until it was and a mandate is given too."""
    if not visit.is_open:
        return False
    return not (one_person.is_settled(visit) and is_identified(visit))


def is_identified(visit: Visit) -> bool:
    """Whether somebody of this centre compared the visitor with a paper in this visit."""
    checks = IdentityCheck.objects.filter(
        person=visit.person, office=visit.centre.code, checked_at__gte=visit.opened_at
    )
    return checks.exists()


def check_of_visit(visit: Visit, actor: Actor) -> IdentityCheck | None:
    """The check that this member of staff made in this visit, the latest one."""
    if visit.person_id is None:
        return None
    made = IdentityCheck.objects.filter(
        person_id=visit.person_id,
        checked_by_id=actor.user_id,
        office=visit.centre.code,
        checked_at__gte=visit.opened_at,
    )
    return made.order_by("-checked_at").first()


@transaction.atomic
def keep_photograph(check: IdentityCheck, document: Document, *, actor: Actor) -> IdentityPaper:
    """The photograph of the data page, sealed for the person; one a check.

    Raises ``ValueError`` for a paper of somebody else, and when there is one already.
    """
    if document.person_id != check.person_id:
        raise ValueError("a passport is somebody's")
    if IdentityPaper.objects.filter(check_of=check).exists():
        raise ValueError("there is a photograph already")
    return _keep(check.pk, document, actor=actor)


def _keep(check_id: UUID, document: Document, *, actor: Actor) -> IdentityPaper:
    """Before the check itself, of which the database asks it when that was made by photograph."""
    paper = IdentityPaper.objects.create(check_of_id=check_id, document=document)
    log.append(
        "support_centre.kept_photograph",
        actor=actor,
        subjects=[document.person_id],
        payload={"document": str(document.pk)},
    )
    return paper
