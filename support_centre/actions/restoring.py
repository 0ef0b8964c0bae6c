"""A lost sign-in: proposed at one desk, confirmed at another, used by the person alone."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import actions as people
from accounts.actor import SYSTEM, Actor
from accounts.models import IdentityCheck, Person, User
from audit import log
from support_centre import backoff, codes, restore_notices
from support_centre.actions.tying import tie
from support_centre.models import Fact, Mandate, Restoration, Visit
from support_centre.models.restoring import CONFIRMED_WITHIN, SLIP_LASTS
from support_centre.services import RESTORE

CHECKED_WITHIN = timedelta(hours=12)
NOBODY = UUID(int=0)


class CannotRestore(Exception):
    """``reason``: a sentence that says what is missing."""

    def __init__(self, reason: Promise | str) -> None:
        super().__init__()
        self.reason = reason


class WrongSlip(LookupError):
    """Code or date of birth do not fit, or the slip is used, worn out or too old: one answer."""


def propose(
    mandate: Mandate, *, visit: Visit | None, actor: Actor, now: datetime | None = None
) -> Restoration:
    """The first member of staff asks. Raises ``CannotRestore``."""
    moment = now or timezone.now()
    person = _entitled(mandate, actor, moment)
    try:
        with transaction.atomic():
            _withdraw_late(mandate, moment)
            tie(person, actor=actor)
            row = Restoration.objects.create(
                mandate=mandate,
                visit=visit,
                centre=mandate.centre,
                person=person,
                proposed_by_id=actor.by,
                proposed_at=moment,
                waits_until=moment + CONFIRMED_WITHIN,
            )
            _log("support_centre.proposed_restoration", row, actor)
    except IntegrityError:
        waiting = Restoration.objects.waiting(moment).filter(mandate=mandate).first()
        if waiting is None:
            raise
        return waiting
    return row


def _entitled(mandate: Mandate, actor: Actor, moment: datetime) -> Person:
    if not mandate.is_live(moment) or RESTORE not in mandate.services:
        raise CannotRestore(_("This needs a living mandate that names this service."))
    if not mandate.staff.filter(user_id=actor.by).exists():
        raise CannotRestore(_("This mandate does not name you."))
    person = mandate.person
    assert person is not None  # held by a constraint: whoever gave it is known
    checks = IdentityCheck.objects.filter(
        person=person,
        level__gte=IdentityCheck.Level.COUNTER,
        office=mandate.centre.code,
        checked_at__gt=moment - CHECKED_WITHIN,
    )
    if not checks.exists():
        raise CannotRestore(_("Read the passport first and compare the photograph today."))
    user = person.user
    if user is None:
        raise CannotRestore(
            _("This person has no account yet. A slip with a claim code gives them one.")
        )
    if not user.is_active:
        raise CannotRestore(_("This account is closed. An administrator has to open it."))
    if user.live_grants:
        raise CannotRestore(_("This is an account of staff. An administrator restores it."))
    if not person.birth_date:
        raise CannotRestore(_("The date of birth is not known. Read the passport once more."))
    return person


def _withdraw_late(mandate: Mandate, moment: datetime) -> None:
    """What nobody confirmed in time makes room."""
    rows = Restoration.objects.filter(mandate=mandate)
    stale = rows.filter(confirmed_at=None, withdrawn_at=None)
    late = stale.exclude(pk__in=Restoration.objects.waiting(moment).values("pk"))
    late.update(withdrawn_at=moment)


@transaction.atomic
def confirm(
    restoration: Restoration, *, actor: Actor, now: datetime | None = None
) -> tuple[Restoration, str]:
    """The second member of staff agrees: the row and the code for the slip; others are withdrawn.

    Raises ``CannotRestore`` for whoever proposed it, too late, and without a living mandate.
    """
    moment = now or timezone.now()
    _hold(restoration.person_id)
    row = _locked(restoration)
    if row.proposed_by_id == actor.by:
        raise CannotRestore(_("Another member of staff has to confirm this."))
    if not row.is_waiting(moment):
        raise CannotRestore(_("This was confirmed already or waited too long. Propose it again."))
    person = _entitled(row.mandate, actor, moment)
    tie(person, actor=actor)
    code = codes.new()
    row.confirmed_by_id, row.confirmed_at = actor.by, moment
    row.code, row.code_until = codes.digest(code), moment + SLIP_LASTS
    row.birth_proof = codes.proof(code, Fact.BIRTH_DATE, person.birth_date or "")
    row.save()
    _log("support_centre.confirmed_restoration", row, actor)
    _withdraw_others(row, moment, actor)
    assert person.user is not None  # asked above
    restore_notices.tell_confirmed(row, actor=actor)
    people.warn_known_addresses(person.user, "account/email/sign_in_restoring")
    return row, code


@transaction.atomic
def withdraw(restoration: Restoration, *, actor: Actor, now: datetime | None = None) -> Restoration:
    """It is not wanted after all; a slip that was printed opens nothing any more."""
    row = _locked(restoration)
    if row.withdrawn_at is None and row.used_at is None:
        row.withdrawn_at = now or timezone.now()
        row.save(update_fields=["withdrawn_at"])
        _log("support_centre.withdrew_restoration", row, actor)
    return row


def use(
    code: str, birth_date: str, password: str, *, source: str, now: datetime | None = None
) -> User:
    """The person sets a new password with the slip and the date of birth (``YYYY-MM-DD``).

    ``source`` is the address that the try comes from. Raises ``backoff.Wait`` when that one has to
    wait, ``WrongSlip`` otherwise. A wrong date counts against the slip: the fifth wears it out.
    """
    backoff.take(source)
    moment = now or timezone.now()
    with transaction.atomic():
        row = _opened(code, birth_date, moment)
        user = None if row is None else _restored(row, password, moment)
    if user is None:  # the try is counted: it must not be rolled back
        raise WrongSlip
    backoff.forgive(source)
    return user


def _opened(code: str, birth_date: str, moment: datetime) -> Restoration | None:
    """The same work whatever is wrong."""
    _hold_whose(code)
    usable = Restoration.objects.usable(moment)
    pk, kept = _kept(usable, code)
    right = hmac.compare_digest(kept, codes.proof(code, Fact.BIRTH_DATE, birth_date))
    usable.filter(pk=NOBODY if right else pk).update(tries=F("tries") + 1)
    found = Restoration.objects.filter(pk=pk if right else NOBODY)
    return found.select_related("person__user", "mandate__centre").first()


def _kept(usable: QuerySet[Restoration], code: str) -> tuple[UUID, bytes]:
    """Locked, so that many tries at once are five and no more."""
    rows = usable.filter(code=codes.digest(code)).select_for_update()
    pk, kept = rows.values_list("pk", "birth_proof").first() or (NOBODY, None)
    return pk, bytes(kept or secrets.token_bytes(32))


def _restored(row: Restoration, password: str, moment: datetime) -> User:
    user = row.person.user
    assert user is not None  # of an open account, or the slip was not usable
    row.used_at = moment
    row.save(update_fields=["used_at"])
    _log("support_centre.used_restoration", row, SYSTEM)
    _withdraw_others(row, moment, SYSTEM)
    restore_notices.tell_used(row, actor=SYSTEM)
    people.restore_sign_in(user, password, actor=SYSTEM)
    people.warn_known_addresses(user, "account/email/sign_in_restored")
    return user


@transaction.atomic
def note_guessing(restoration: Restoration, *, now: datetime | None = None) -> bool:
    """As of a hand-over slip: for the sweep, once, after the fifth wrong answer."""
    told = Restoration.objects.guessed_at().filter(pk=restoration.pk)
    if not told.update(told_at=now or timezone.now()):
        return False
    _log("support_centre.wore_out_restoration", restoration, SYSTEM)
    return True


def _hold(person_id: UUID) -> None:
    """One step for a person at a time: each ends the other ones that are open."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person_id)


def _hold_whose(code: str) -> None:
    rows = Restoration.objects.filter(code=codes.digest(code)).values("person_id")
    Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=rows).first()


def _withdraw_others(row: Restoration, moment: datetime, actor: Actor) -> None:
    """A person has one slip: what else was proposed or confirmed for them opens nothing."""
    others = Restoration.objects.filter(person=row.person_id).exclude(pk=row.pk)
    withdraw_all(others, moment, actor=actor)


def withdraw_all(rows: QuerySet[Restoration], moment: datetime, *, actor: Actor) -> None:
    """Of these, what is still open opens nothing any more."""
    for row in rows.filter(used_at=None, withdrawn_at=None).select_for_update(of=("self",)):
        row.withdrawn_at = moment
        row.save(update_fields=["withdrawn_at"])
        _log("support_centre.withdrew_restoration", row, actor)


def _locked(restoration: Restoration) -> Restoration:
    rows = Restoration.objects.select_for_update(of=("self",))
    return rows.select_related("mandate__centre", "person__user").get(pk=restoration.pk)


def _log(name: str, row: Restoration, actor: Actor) -> None:
    log.append(name, actor=actor, subjects=[row.person_id], payload={"restoration": str(row.pk)})
