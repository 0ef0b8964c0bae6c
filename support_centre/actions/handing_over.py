"""The slip with which a person takes their case home: issued at the desk, voided by the next."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actor import SYSTEM, Actor
from accounts.models import Guardianship, IdentityCheck, Person
from audit import log
from cases.models import Case
from support_centre import codes
from support_centre.actions.identifying import is_identified
from support_centre.actions.tying import tie
from support_centre.models import Fact, Mandate, Slip, SlipEnd, Visit
from support_centre.models.handover import LASTS
from support_centre.services import permissions_of
from vault import keys


class CannotHandOver(Exception):
    """No slip now. ``sentence`` is translated and says why."""

    def __init__(self, sentence: Promise | str) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def why_no_slip(visit: Visit, actor: Actor) -> Promise | str | None:
    """Why the actor cannot hand anything over in this visit; None when they can.

    Whether anything is filed is told under a mandate alone: to others a slip is made either way.
    """
    person = visit.person
    if not visit.is_open:
        return _("This visit is over.")
    if visit.centre.practice:
        return _("You are practising: an invented visitor gets no slip.")
    if person is None or not is_identified(visit):
        return _("Read the passport and compare the photograph first.")
    if person.user_id is not None:
        return _("The person has an account already: nothing needs to be handed over.")
    if person.reads_online:
        return _("Whoever acts for this person has an account: nothing needs to be handed over.")
    if _may_know(person, actor) and not cases_of(person).exists():
        return _("Nothing is filed yet. The slip comes after the application is sent.")
    if not _facts(visit):
        return _("Neither a date of birth nor a passport number is known. Read the passport again.")
    return None


def _may_know(person: Person, actor: Actor) -> bool:
    """Whether a living mandate lets the actor see every case of the person."""
    mandates = Mandate.objects.at_desk_of(actor).live().filter(person=person, case=None)
    return any("case.follow" in permissions_of(each.services) for each in mandates)


def cases_of(person: Person) -> QuerySet[Case]:
    """The person's cases, and those of the children whom they act for."""
    wards = Guardianship.objects.live().filter(guardian=person).values("ward_id")
    found = Case.objects.filter(Q(person=person) | Q(person__in=wards))
    return found.select_related("permit_type", "person").order_by("filed_at")


def cases_covered(person: Person, actor: Actor) -> list[Case]:
    """Of these, what a living mandate that names the actor lets them see. A slip names no other.

    One that the person gave for everything covers the children as well, as a session under it does.
    """
    cases = list(cases_of(person))
    mandates = Mandate.objects.at_desk_of(actor).live()
    whole: set[UUID] = set()
    single: set[UUID] = set()
    for mandate in mandates.filter(person__in={person.pk, *(case.person_id for case in cases)}):
        if "case.follow" not in permissions_of(mandate.services):
            continue
        if mandate.case_id:
            single.add(mandate.case_id)
        elif mandate.person_id:
            whole.add(mandate.person_id)
    return [case for case in cases if whole & {person.pk, case.person_id} or case.pk in single]


@transaction.atomic
def hand_over(visit: Visit, *, actor: Actor, now: datetime | None = None) -> tuple[Slip, str]:
    """A new slip for the person of the visit, and the code on it, which nobody can read again.

    The one before is void from here on. Raises ``CannotHandOver``.
    """
    moment = now or timezone.now()
    row = Visit.objects.select_related("person", "centre").get(pk=visit.pk)
    if reason := why_no_slip(row, actor):
        raise CannotHandOver(reason)
    assert row.person is not None  # or there was a reason
    person = Person.objects.select_for_update(of=("self",)).get(pk=row.person.pk)
    tie(person, actor=actor)
    code, facts = codes.new(), _facts(row)
    before = Slip.objects.open().filter(person=person)
    voided = before.update(ended_at=moment, end=SlipEnd.REISSUED)
    slip = Slip.objects.create(
        person=person,
        centre=row.centre,
        visit=row,
        code=codes.digest(code),
        birth_proof=_proof(code, Fact.BIRTH_DATE, facts),
        passport_proof=_proof(code, Fact.PASSPORT, facts),
        issued_by_id=actor.by,
        issued_at=moment,
        until=moment + LASTS,
    )
    log.append(
        "support_centre.issued_slip",
        actor=actor,
        subjects=[person.pk],
        payload={"slip": str(slip.pk), "visit": str(row.pk), "voided": voided},
    )
    return slip, code


def _proof(code: str, fact: str, facts: dict[str, str]) -> bytes | None:
    return codes.proof(code, fact, facts[fact]) if fact in facts else None


def _facts(visit: Visit) -> dict[str, str]:
    """What the person knows, by kind, as far as it is known here."""
    person = visit.person
    assert person is not None  # asked before
    keys.preload([person.pk])
    checks = IdentityCheck.objects.filter(person=person).order_by("-checked_at")
    numbers = [check.facts.get("number", "") for check in checks[:20]]
    found = {
        Fact.BIRTH_DATE.value: person.birth_date or "",
        Fact.PASSPORT.value: next((number for number in numbers if number), ""),
    }
    return {fact: value for fact, value in found.items() if value and fact in settings.SLIP_FACTS}


@transaction.atomic
def note_guessing(slip: Slip, *, now: datetime | None = None) -> bool:
    """Write into the log that a slip is void after five wrong answers. For the sweep, once.

    Not done when the fifth answer comes: that one must take no longer than any other.
    """
    told = Slip.objects.filter(pk=slip.pk, end=SlipEnd.TRIES, told_at=None)
    if not told.update(told_at=now or timezone.now()):
        return False
    log.append(
        "support_centre.voided_slip",
        actor=SYSTEM,
        subjects=[slip.person_id],
        payload={"slip": str(slip.pk)},
    )
    return True
