"""A lost sign-in: proposed at one desk, confirmed at another, used by the person alone."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import actions as people
from accounts.actor import SYSTEM, Actor
from accounts.models import IdentityCheck, Person, User
from audit import log
from support_centre import restore_notices
from support_centre.actions.mandates import CODE_LENGTH, LETTERS
from support_centre.actions.tying import tie
from support_centre.models import Mandate, Restoration, Visit
from support_centre.models.restoring import CONFIRMED_WITHIN, SLIP_LASTS, TRIES
from support_centre.services import RESTORE

CHECKED_WITHIN = timedelta(hours=12)


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
    """The second member of staff agrees: the row and the code for the slip.

    Raises ``CannotRestore`` for whoever proposed it, too late, and without a living mandate.
    """
    moment = now or timezone.now()
    row = _locked(restoration)
    if row.proposed_by_id == actor.by:
        raise CannotRestore(_("Another member of staff has to confirm this."))
    if not row.is_waiting(moment):
        raise CannotRestore(_("This was confirmed already or waited too long. Propose it again."))
    person = _entitled(row.mandate, actor, moment)
    tie(person, actor=actor)
    code = get_random_string(CODE_LENGTH, LETTERS)
    row.confirmed_by_id, row.confirmed_at = actor.by, moment
    row.code, row.code_until = _digest(code), moment + SLIP_LASTS
    row.save()
    _log("support_centre.confirmed_restoration", row, actor)
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


def use(code: str, birth_date: str, password: str, *, now: datetime | None = None) -> User:
    """The person sets a new password with the slip and the date of birth (``YYYY-MM-DD``).

    Raises ``WrongSlip``. A wrong date counts against the slip: the fifth wears it out.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        user = _opened(code, birth_date, moment)
        if user is not None:
            people.restore_sign_in(user, password, actor=SYSTEM)
            people.warn_known_addresses(user, "account/email/sign_in_restored")
    if user is None:  # the try is counted: it must not be rolled back
        raise WrongSlip
    return user


def _opened(code: str, birth_date: str, moment: datetime) -> User | None:
    rows = Restoration.objects.usable(moment).select_related("person__user", "mandate__centre")
    row = rows.select_for_update(of=("self",)).filter(code=_digest(code)).first()
    if row is None or not row.mandate.is_live(moment):
        return None
    user = row.person.user
    known = (row.person.birth_date or "").encode()
    if user is None or not user.is_active or not hmac.compare_digest(known, birth_date.encode()):
        row.tries = min(row.tries + 1, TRIES)
        row.save(update_fields=["tries"])
        _log("support_centre.failed_restoration", row, SYSTEM)
        return None
    row.used_at = moment
    row.save(update_fields=["used_at"])
    _log("support_centre.used_restoration", row, SYSTEM)
    restore_notices.tell_used(row, actor=SYSTEM)
    return user


def _locked(restoration: Restoration) -> Restoration:
    rows = Restoration.objects.select_for_update(of=("self",))
    return rows.select_related("mandate__centre", "person__user").get(pk=restoration.pk)


def _digest(code: str) -> bytes:
    """39 bits, five tries and one day: a plain digest keeps it.

    A hundred thousand guesses against a thousand living slips hit one with 1 in 6,500, and then
    there are five guesses at a date of birth. Guessing at codes locks nobody out.
    """
    tidy = "".join(letter for letter in code.upper() if letter in LETTERS)
    return hashlib.sha256(f"restoration/1:{tidy}".encode()).digest()


def _log(name: str, row: Restoration, actor: Actor) -> None:
    log.append(name, actor=actor, subjects=[row.person_id], payload={"restoration": str(row.pk)})
