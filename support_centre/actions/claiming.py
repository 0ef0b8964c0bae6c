"""A person claims what was filed for them: code and second fact first, then a sign-in.

A wrong code, a wrong fact, a slip that is used, void or too old: one answer, after the same work. A
wrong code touches no slip, so that a flood of them voids none; only whoever has the right code can
use up its five tries.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from accounts.actions import attach_login
from accounts.actor import Actor
from accounts.models import Person, User
from accounts.roles import APPLICANT, permissions_of
from audit import log
from support_centre import backoff, codes
from support_centre.actions.one_person import is_blank
from support_centre.actions.taking_over import end_help, take_letters, tell
from support_centre.models import Fact, Slip, SlipEnd
from support_centre.models.handover import TRIES

NOBODY = UUID(int=0)


class NoSuchSlip(Exception):
    """No slip is open with this code and this fact. There is no other answer, whatever is wrong."""


class HasOwnThings(Exception):
    """The account already holds applications or messages: two lives are not thrown together."""


@dataclass(frozen=True)
class _Kept:
    """What is compared: of the slip with the code, or of none."""

    pk: UUID
    birth_proof: bytes
    passport_proof: bytes


def check(
    code: str,
    *,
    birth_date: str = "",
    passport: str = "",
    source: str,
    now: datetime | None = None,
) -> Slip:
    """The open slip with this code whose person knows this: all that is given must be right.

    ``source`` is the address that the try comes from. Raises ``backoff.Wait`` when that one has to
    wait, ``NoSuchSlip`` otherwise. Using it up is ``claim``.
    """
    backoff.take(source)
    moment = now or timezone.now()
    with transaction.atomic():
        kept = _kept(code, moment)
        right = _is_right(kept, code, birth_date, passport)
        _count(NOBODY if right else kept.pk, moment)
        found = Slip.objects.filter(pk=kept.pk if right else NOBODY).select_related("person")
        slip = found.first()
    if slip is None:
        raise NoSuchSlip
    return slip


def _kept(code: str, moment: datetime) -> _Kept:
    """Locked, so that many tries at once are five and no more."""
    rows = Slip.objects.live(moment).filter(code=codes.digest(code)).select_for_update()
    found = rows.values_list("pk", "birth_proof", "passport_proof").first()
    pk, birth, passport = found or (NOBODY, None, None)
    return _Kept(
        pk, bytes(birth or secrets.token_bytes(32)), bytes(passport or secrets.token_bytes(32))
    )


def _is_right(kept: _Kept, code: str, birth_date: str, passport: str) -> bool:
    born = hmac.compare_digest(kept.birth_proof, codes.proof(code, Fact.BIRTH_DATE, birth_date))
    number = hmac.compare_digest(kept.passport_proof, codes.proof(code, Fact.PASSPORT, passport))
    given = bool(birth_date or passport)
    return given and (born or not birth_date) and (number or not passport)


def _count(pk: UUID, moment: datetime) -> None:
    """One wrong answer beside the code of this slip; the last one voids it. One statement."""
    last = When(tries__gte=TRIES - 1, then=Value(moment))
    why = When(tries__gte=TRIES - 1, then=Value(SlipEnd.TRIES.value))
    Slip.objects.open().filter(pk=pk).update(
        tries=F("tries") + 1,
        ended_at=Case(last, default=F("ended_at")),
        end=Case(why, default=F("end")),
    )


@transaction.atomic
def claim(slip: Slip, user: User, *, source: str, now: datetime | None = None) -> Person:
    """``user`` is the person of ``slip``, which ``check`` found: everything there is theirs now.

    The centre's mandates and sessions end. Raises ``NoSuchSlip`` when the slip ended meanwhile,
    ``accounts.actions.NotTheirs`` for staff and helpers, and ``HasOwnThings``.
    """
    moment = now or timezone.now()
    rows = (
        Slip.objects.live(moment).select_for_update(of=("self",)).select_related("centre", "person")
    )
    row = rows.filter(pk=slip.pk).first()
    if row is None or row.person.reads_online:  # a parent has an account since
        raise NoSuchSlip
    before = Person.objects.filter(user=user).first()
    if before is not None and not is_blank(before):
        raise HasOwnThings
    actor = Actor(user.pk, row.person_id, APPLICANT, permissions=permissions_of(APPLICANT))
    person = attach_login(row.person, user, actor=actor)
    row.ended_at, row.end, row.claimed_by = moment, SlipEnd.CLAIMED, user
    row.save(update_fields=["ended_at", "end", "claimed_by"])
    end_help(person, actor=actor, now=moment)
    take_letters(person, actor=actor, now=moment)
    log.append(
        "support_centre.claimed",
        actor=actor,
        subjects=[person.pk],
        payload={"slip": str(row.pk), "centre": row.centre.code},
        now=moment,
    )
    tell(person, row.centre, actor=actor, now=moment)
    backoff.forgive(source)
    return person
