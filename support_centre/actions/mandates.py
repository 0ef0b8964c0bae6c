"""A mandate is offered, given in one of three ways, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from audit import log
from cases.models import Case
from documents.models import Document
from support_centre import backoff, codes, consent, notices
from support_centre.actions import one_person
from support_centre.actions.restoring import withdraw_all
from support_centre.actions.sealing import seal, sign
from support_centre.actions.tying import tie
from support_centre.agreeing import Read, Shown, shown_to
from support_centre.models import Centre, Given, Giver, Mandate, MandateStaff, Visit
from support_centre.of_age import givers_for, last_moment, may_give
from support_centre.services import named
from vault.keys import SYSTEM_SUBJECT

LONGEST = timedelta(days=90)
CODE_LASTS = timedelta(minutes=15)


class NoSuchCode(LookupError):
    """No mandate waits with this code for this person. One answer, whatever is wrong.

    Mistyped, used, too old, meant for another, of a case that is not theirs, naming them as staff.
    """


class NotAsRead(Exception):
    """The mandate says something else than was read, in its words or in what it names."""


@dataclass(frozen=True)
class Asked:
    """What the mandate is to say. ``days`` from now, up to 90; ``case``: nothing but this one."""

    services: tuple[str, ...]
    days: int
    language: str
    interpreter: str = ""
    giver: str = Giver.SELF
    giver_name: str = ""
    giver_reason: str = ""
    case: Case | None = None


@transaction.atomic
def offer(
    visit: Visit, asked: Asked, *, actor: Actor, now: datetime | None = None
) -> tuple[Mandate, str]:
    """A mandate for the person of the visit to give, and the code to give it with on a device.

    It names everybody who serves at that desk today, and is over when a child comes of age. With a
    ``case``, or signed on paper, the visit knows its person. Raises ``ValueError`` in a visit that
    is over, for no or unknown services, for a wrong length of time, for whoever may not consent,
    and when it is not said who does for another and why.
    """
    moment = now or timezone.now()
    services = [service.code for service in named(asked.services)]
    lasts = timedelta(days=asked.days)
    if not services or not timedelta(0) < lasts <= LONGEST:
        raise ValueError("a mandate allows something for some time")
    if not visit.is_open:
        raise ValueError("a mandate is offered to who sits there: the visit is over")
    if asked.giver not in givers_for(visit.person, visit.centre.pack, moment):
        raise ValueError(
            "a parent or guardian consents for a child, and for nobody of age a parent"
        )
    if asked.giver != Giver.SELF and not (asked.giver_name and asked.giver_reason):
        raise ValueError("it is said who consents for another, and why")
    if asked.case is not None and asked.case.person_id != visit.person_id:
        raise ValueError("a mandate for one case is given by the person of that case")
    last = last_moment(visit.person, visit.centre.pack, moment)
    code = codes.new()
    mandate = Mandate.objects.create(
        centre=visit.centre,
        visit=visit,
        person=visit.person,
        case=asked.case,
        services=services,
        language=asked.language,
        sealed_for=visit.person_id or SYSTEM_SUBJECT,
        interpreter=asked.interpreter,
        giver_name=asked.giver_name,
        giver_reason=asked.giver_reason,
        giver=asked.giver,
        text_version=consent.VERSION,
        offered_by_id=actor.by,
        offered_at=moment,
        until=min(filter(None, (moment + lasts, last))),
        code=codes.digest(code),
        code_until=moment + CODE_LASTS,
    )
    MandateStaff.objects.bulk_create(
        MandateStaff(mandate=mandate, user=user) for user in visit.centre.helpers()
    )
    _log("support_centre.offered_mandate", mandate, actor, services=services)
    return mandate, code


def offered_with(code: str, *, language: str, actor: Actor, now: datetime | None = None) -> Shown:
    """What waits with this code for the actor, or for a child of theirs, to be read in
    ``language``.

    Raises ``NoSuchCode``, whatever is wrong, and ``backoff.Wait`` when this account tried too
    often. What waits for somebody with an account of their own takes the same statements as what
    does not wait at all.
    """
    backoff.take(backoff.account(actor))
    found, person = _offered_with(code, actor, now or timezone.now())
    return _shown(found, person, language, actor)


def _shown(mandate: Mandate, person: Person, language: str, actor: Actor) -> Shown:
    giver = Person.objects.get(user_id=actor.by)
    return shown_to(giver, mandate, person=person, language=language)


def _offered_with(code: str, actor: Actor, moment: datetime) -> tuple[Mandate, Person]:
    """The mandate, and about whom the actor gives it."""
    rows = Mandate.objects.offered().select_related("centre", "person", "visit__person", "case")
    rows = rows.filter(
        Q(person=None)
        | Q(person__user=actor.by)
        | Q(person=F("visit__person"), person__user=None),  # of the visit's reading, or a child
        Q(case=None) | Q(case__person__user=actor.by) | Q(case__person__user=None),
        centre__practice=False,  # nobody real gives anything to the practice desk
    ).exclude(staff__user=actor.by)
    found = rows.filter(code=codes.digest(code), code_until__gt=moment).first()
    if found is None or not actor.can("mandate.give"):
        raise NoSuchCode
    return found, _given_about(found, actor, moment)


@transaction.atomic
def give_by_code(code: str, *, read: Read, actor: Actor, now: datetime | None = None) -> Mandate:
    """The person, or a child's guardian, signed in on their own device, agrees to what the code
    stands for; a copy of it is sealed.

    ``offered_with`` showed it to them, and counted the try. Raises ``NoSuchCode``, and
    ``NotAsRead`` when it is not word for word what they ``read``.
    """
    moment = now or timezone.now()
    found, _person = _offered_with(code, actor, moment)
    mandate = _locked(found)
    if mandate.code is None:  # given or taken back meanwhile
        raise NoSuchCode
    person = _given_about(mandate, actor, moment)
    shown = _shown(mandate, person, read.language, actor)
    if shown.read != read:
        raise NotAsRead
    one_person.reseal(mandate, person)
    if mandate.visit is not None:
        one_person.bind(mandate.visit, person, actor=actor)
    seal(mandate, shown, actor=actor, moment=moment)
    mandate.save()
    digest = mandate.digest_shown
    _log("support_centre.gave_mandate", mandate, actor, how=Given.DEVICE, digest=digest)
    notices.tell_given(mandate, actor=actor)
    backoff.forgive(backoff.account(actor))
    return mandate


def _given_about(mandate: Mandate, actor: Actor, moment: datetime) -> Person:
    """About whom the actor gives it: about themselves, or a child for whom they act today."""
    giver = Person.objects.get(user_id=actor.by)
    person = giver if mandate.giver == Giver.SELF else _child(mandate, giver, moment)
    if (
        person is None
        or (person == giver and not _is_meant(mandate, person))
        or not may_give(mandate, person, moment)
        or (mandate.case is not None and mandate.case.person_id != person.pk)
    ):
        raise NoSuchCode
    return person


def _is_meant(mandate: Mandate, person: Person) -> bool:
    """Whether the mandate is offered to ``person``: they sit there, or may be who does."""
    offered_to = mandate.person_id
    if mandate.visit is None:
        return offered_to in (None, person.pk)
    sits_there = offered_to in (None, person.pk, mandate.visit.person_id)
    return sits_there and one_person.can_be(mandate.visit, person)


def _child(mandate: Mandate, giver: Person, moment: datetime) -> Person | None:
    sits_there = mandate.visit is not None and mandate.visit.person_id == mandate.person_id
    if mandate.visit is None or not sits_there:
        return None
    return one_person.ward_of(giver, mandate.visit, now=moment)


@transaction.atomic
def give_signed(
    mandate: Mandate, document: Document, *, how: str, actor: Actor, now: datetime | None = None
) -> Mandate:
    """The signed paper, or the signature from the pad, is there: the mandate is given. Under a
    signature from the pad the words are sealed with it.

    Raises ``ValueError`` when nobody is known to have signed, for a paper of somebody else, when it
    turned out that somebody else sits there, and for an offer that was thrown away or whose visit
    is over.
    """
    row = _locked(mandate)
    if row.given_at is not None:
        return row
    if not row.is_offered():
        raise ValueError("nothing is offered any more")
    if row.person_id is None or document.person_id != row.person_id:
        raise ValueError("a signature is somebody's")
    if row.visit is not None and row.visit.person_id != row.person_id:
        raise ValueError("whom it was offered to does not sit there")
    if not may_give(row, row.person, now):
        raise ValueError("this person does not consent in that way")
    person = Person.objects.get(pk=row.person_id)
    for helper_id in {actor.by, document.created_by or actor.by}:
        tie(person, actor=actor, helper_id=helper_id)
    row.document, proof = document, {}
    row.given_at, row.given_how = now or timezone.now(), Given(how)
    if row.given_how == Given.PAD:
        row.document, digest = sign(row, document, person=person, actor=actor, moment=row.given_at)
        proof = {"digest": digest}
    row.code = row.code_until = None
    row.save()
    _log("support_centre.gave_mandate", row, actor, how=how, **proof)
    notices.tell_given(row, actor=actor)
    return row


@transaction.atomic
def revoke(
    mandate: Mandate, *, actor: Actor, where: Centre | None = None, now: datetime | None = None
) -> Mandate:
    """The person takes the mandate back, at the desk of ``where`` or online; the staff's next
    request finds it gone. Any desk may do it for whom it identified: no mandate is needed to end
    one. What was begun under it to restore a sign-in ends with it, a printed slip too. The person
    is told, and so is the desk of the mandate (``to_tell``)."""
    row = _locked(mandate)
    if row.given_at is not None and row.revoked_at is None:
        row.revoked_at, row.revoked_by_id = now or timezone.now(), actor.by
        row.revoked_where = where
        row.save(update_fields=["revoked_at", "revoked_by", "revoked_where"])
        at = {"where": where.code} if where else {}
        _log("support_centre.revoked_mandate", row, actor, **at)
        withdraw_all(row.restorations.all(), row.revoked_at, actor=actor)
        notices.tell_revoked(row, actor=actor)
    return row


@transaction.atomic
def take_back(mandate: Mandate, *, actor: Actor) -> None:
    """An offer that nobody gave is thrown away."""
    row = _locked(mandate)
    if row.given_at is None:
        _log("support_centre.withdrew_offer", row, actor)
        Mandate.objects.filter(pk=row.pk).update(code=None, code_until=None)


def _locked(mandate: Mandate) -> Mandate:
    rows = Mandate.objects.select_for_update(of=("self",)).select_related(
        "centre", "visit__person", "case"
    )
    return rows.get(pk=mandate.pk)


def _log(name: str, mandate: Mandate, actor: Actor, **payload: object) -> None:
    subjects: Iterable[Any] = [mandate.person_id] if mandate.person_id else []
    log.append(
        name, actor=actor, subjects=subjects, payload={"mandate": str(mandate.pk), **payload}
    )
