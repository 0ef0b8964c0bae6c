"""Who acts for whom, and until when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts import limits, majority
from accounts.actions.ends import write_end
from accounts.actions.people import create_person
from accounts.actor import SYSTEM, Actor
from accounts.models import Guardianship, IdentityCheck, Person
from audit import log


@transaction.atomic
def add_ward(
    guardian: Person,
    *,
    actor: Actor,
    family_name: str,
    given_names: str,
    birth_date: str,
    native_name: str = "",
) -> Person:
    """A child for whom ``guardian`` files until it comes of age: a new person without a login.

    Without a ``birth_date`` the end is written when the day becomes known. Raises ``LimitReached``
    when the guardian acts for as many already, or added as many today.
    """
    Person.objects.select_for_update(no_key=True).get(pk=guardian.pk)  # one child at a time
    limits.check("children", 1 + guardian.guardianships.held_or_new().count())
    ward = create_person(
        language=guardian.language,
        family_name=family_name,
        given_names=given_names,
        native_name=native_name,
        birth_date=birth_date,
        practice=guardian.practice,
        actor=actor,
    )
    end = majority.law().of_age_at(birth_date) if birth_date else None
    Guardianship.objects.create(guardian=guardian, ward=ward, comes_of_age_at=end)
    log.append("accounts.added_ward", actor=actor, subjects=[guardian.pk, ward.pk])
    return ward


@transaction.atomic
def correct_birth_date(
    ward: Person, birth_date: str, *, actor: Actor, now: datetime | None = None
) -> bool:
    """An application for a child gives another day of birth (``YYYY-MM-DD``) than is noted.

    While the ward is a child by both days and no desk has read a passport, the earlier one counts,
    and with it the end of the guardianship: whoever acts for a child does not put the end off. The
    other day is kept, so that a desk can find the ward by it. True when the end came nearer.
    """
    moment = now or timezone.now()
    row = Person.objects.select_for_update(of=("self",)).get(pk=ward.pk)
    is_ward = Guardianship.objects.live(moment).filter(ward=row).exists()
    if not birth_date or birth_date == row.birth_date or not is_ward:
        return False
    was_read = row.identity_checks.filter(level__gte=IdentityCheck.Level.COUNTER).exists()
    if was_read:
        return False
    noted = row.birth_date or ""
    nearer = not noted or birth_date < noted
    counts = nearer and majority.law().of_age_at(birth_date) > moment
    said = {noted, birth_date, *(row.other_birth_dates or ())}
    row.other_birth_dates = sorted(said - {"", birth_date if counts else noted}) or None
    row.save(update_fields=["other_birth_dates"])
    if counts:
        _note(row, birth_date, now=moment)
        ward.birth_date = birth_date
        log.append("accounts.corrected_birth_date", actor=actor, subjects=[row.pk])
    return counts


@transaction.atomic
def settle_birth_date(
    person: Person, birth_date: str, *, actor: Actor, now: datetime | None = None
) -> bool:
    """A desk read one of the days that were said of a ward off a passport: it is that one, later or
    earlier, also when the ward is of age by it. True when another one was noted.
    """
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not row.other_birth_dates or not row.may_be_born(birth_date):
        return False
    row.other_birth_dates = None
    row.save(update_fields=["other_birth_dates"])
    if birth_date == row.birth_date:
        return False
    _note(row, birth_date, now=now or timezone.now())
    person.birth_date = birth_date
    log.append("accounts.corrected_birth_date", actor=actor, subjects=[row.pk])
    return True


def _note(row: Person, birth_date: str, *, now: datetime) -> None:
    row.birth_date = birth_date
    row.save(update_fields=["birth_date"])
    write_end(row, now=now)


@transaction.atomic
def end_guardianship(guardianship: Guardianship, *, actor: Actor) -> Guardianship:
    """The guardian no longer acts for the child; nothing that was done is undone."""
    row = Guardianship.objects.select_for_update().get(pk=guardianship.pk)
    if row.ended_at is None:
        _end(row, at=timezone.now())
        log.append(
            "accounts.ended_guardianship",
            actor=actor,
            subjects=[row.guardian_id, row.ward_id],
        )
    return row


@transaction.atomic
def come_of_age(ward: Person, *, now: datetime | None = None) -> list[Guardianship]:
    """Close what ended when ``ward`` came of age, once; the access had ended by itself."""
    moment = now or timezone.now()
    found = Guardianship.objects.come_of_age(moment).filter(ward=ward)
    rows = list(found.select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        assert row.comes_of_age_at is not None  # or it was not found
        _end(row, at=max(row.comes_of_age_at, row.since))
        log.append("accounts.came_of_age", actor=SYSTEM, subjects=[row.guardian_id, row.ward_id])
    return rows


def _end(row: Guardianship, *, at: datetime) -> None:
    row.ended_at = at
    if row.comes_of_age_at is not None and row.comes_of_age_at > at:
        row.comes_of_age_at = None
    row.save(update_fields=["ended_at", "comes_of_age_at"])
