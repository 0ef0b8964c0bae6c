"""One human being is one person: a reading at the desk makes nobody twice.

Two lives are never thrown together. What goes is a person who was made by a reading in one visit
and about whom nothing else is kept: the row stays, as every row about people does, without a key.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db.models import Q

from accounts import actions as people
from accounts.actor import Actor
from accounts.models import Conflict, Guardianship, IdentityCheck, Person
from audit import log
from documents.actions import remove, store_bytes
from documents.models import Document, Kind
from documents.opening import open_buffered
from support_centre.actions.tying import tie
from support_centre.models import IdentityPaper, Mandate, Visit
from support_centre.of_age import may_give
from vault import keys, tokens

BY_PASSPORT = "passport"


def is_settled(visit: Visit) -> bool:
    """Whether a mandate given in this visit, or help begun in it, says who sits there."""
    given = visit.mandates.filter(given_at__isnull=False, person=visit.person)
    return given.exists() or visit.sessions.exists()


def is_blank(person: Person) -> bool:
    """Whether nothing is kept about this person beyond who they say they are.

    A login moves only from such a person to another.
    """
    return not any(rows.exists() for rows in _kept(person).values())


def is_of_this_visit(person: Person, visit: Visit) -> bool:
    """Whether a reading in this visit made this person, and nothing else is kept about them."""
    if person.user_id is not None or person.created_at < visit.opened_at:
        return False
    of_reading = {
        "visits": Q(pk=visit.pk),
        "mandates": Q(visit=visit, given_at=None),
        "identity_checks": Q(checked_at__gte=visit.opened_at),
        "conflicts": Q(kind=Conflict.ASSISTED),
        "documents": Q(kind=Kind.IDENTITY),
    }
    return not any(
        rows.exclude(of_reading[what]).exists() if what in of_reading else rows.exists()
        for what, rows in _kept(person).items()
    )


def can_be(visit: Visit, person: Person) -> bool:
    """Whether ``person``, known by their account, may be who sits there.

    They are, when nobody else is known yet, or somebody only by a reading in this visit that does
    not contradict the day of birth.
    """
    before = visit.person
    if before is None or before.pk == person.pk:
        return True
    return is_of_this_visit(before, visit) and person.may_be_born(before.birth_date or "")


def ward_of(guardian: Person, visit: Visit, *, now: datetime) -> Person | None:
    """The child who sits there, when ``guardian`` acts for them today.

    A child who is known only by a reading in this visit is the guardian's one born that day.
    """
    live = Guardianship.objects.live(now).filter(guardian=guardian)
    wards = list(Person.objects.filter(pk__in=live.values("ward_id")))
    keys.preload([ward.pk for ward in wards])
    before = visit.person
    if before is None or before in wards:
        return before
    if not is_of_this_visit(before, visit):
        return None
    day = before.birth_date or ""
    born = [ward for ward in wards if day and ward.birth_date and ward.may_be_born(day)]
    return born[0] if len(born) == 1 else None


def bind(visit: Visit, person: Person, *, actor: Actor) -> None:
    """The visitor is ``person``, of whom ``can_be`` was asked: what was read of them here counts
    for that person, and whom the reading made goes."""
    row = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("centre", "person")
        .get(pk=visit.pk)
    )
    before = row.person
    if before is not None and before.pk != person.pk:
        _carry(before, person, actor=actor)
    seat(row, person, actor=actor)


def seat(visit: Visit, person: Person, *, actor: Actor) -> None:
    """``person`` sits there, and not whoever was thought to: offers that nobody gave yet are for
    them, unless about a case of the other, and a person of this visit alone can be read no more."""
    before = visit.person
    Visit.objects.filter(pk=visit.pk).update(person=person)
    if before is not None and before.pk != person.pk:
        visit.mandates.filter(given_at=None, case__isnull=False).update(code=None, code_until=None)
        for mandate in visit.mandates.filter(given_at=None, person=before, case=None):
            if not may_give(mandate, person):
                mandate.code = mandate.code_until = None
            reseal(mandate, person)
            mandate.save()
        Person.objects.select_for_update(of=("self",)).get(pk=before.pk)
        if is_of_this_visit(before, visit):
            _discard(before, visit, actor=actor)
    visit.person = person


def reseal(mandate: Mandate, person: Person) -> None:
    """An offer is for ``person``: what is personal in it is sealed under their key when saved."""
    said = mandate.interpreter, mandate.giver_name, mandate.giver_reason
    mandate.person, mandate.sealed_for = person, person.pk
    mandate.interpreter, mandate.giver_name, mandate.giver_reason = said


def _carry(before: Person, person: Person, *, actor: Actor) -> None:
    """Checks with their photographs, the number to be found by, and who has to do with them."""
    for helper_id in before.conflicts.values_list("user_id", flat=True):
        tie(person, actor=actor, helper_id=helper_id)
    for check in before.identity_checks.order_by("checked_at"):
        pk = uuid4()
        paper = IdentityPaper.objects.filter(check_of=check).select_related("document").first()
        if paper is not None:
            copy = _copy(paper.document, person, actor=actor)
            IdentityPaper.objects.create(check_of_id=pk, document=copy, added_at=paper.added_at)
        people.carry_identity(check, person, actor=actor, pk=pk)
        if check.method != IdentityCheck.Method.OTHER:
            if number := check.facts.get("number"):
                tokens.add(person.pk, person.pk, {BY_PASSPORT: [number]})
            read = check.facts.get("birth_date", "")
            people.complete_birth_date(person, read, actor=actor)
            people.settle_birth_date(person, read, actor=actor)


def _copy(document: Document, person: Person, *, actor: Actor) -> Document:
    """The same file under the key of ``person``."""
    with open_buffered(document) as plain:
        return store_bytes(
            plain.read(),
            owner=person,
            name=document.file_name or "",
            media_type=document.media_type,
            actor=actor,
            kind=document.kind,
        )


def _discard(person: Person, visit: Visit, *, actor: Actor) -> None:
    keys.erase(person.pk)
    for document in Document.objects.filter(person=person):
        remove(document, actor=actor)
    log.append("support_centre.discarded_reading", actor=actor, payload={"visit": str(visit.pk)})


def _kept(person: Person) -> dict[str, Any]:
    """Whatever may be kept about a person, by what it is."""
    return {
        "cases": person.cases,
        "filed": person.cases_filed,
        "drafts": person.drafts,
        "drafts_written": person.drafts_written,
        "messages": person.messages,
        "mandates": person.mandates,
        "visits": person.visits,
        "identity_checks": person.identity_checks,
        "guardianships": person.guardianships,
        "guarded_by": person.guarded_by,
        "conflicts": person.conflicts,
        "documents": Document.objects.filter(person=person),
    }
