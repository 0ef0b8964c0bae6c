"""Persons, and what is known of them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from accounts.actions.ends import write_end
from accounts.actions.names import tell_renamed
from accounts.actor import SYSTEM, Actor
from accounts.models import Conflict, IdentityCheck, Person, User
from audit import log
from vault import keys


@transaction.atomic
def create_person(
    *,
    language: str,
    family_name: str = "",
    given_names: str = "",
    native_name: str = "",
    birth_date: str = "",
    user: User | None = None,
    practice: bool = False,
    actor: Actor | None = None,
) -> Person:
    """A new person, with the vault key under which everything about them is sealed.

    ``birth_date`` is ``YYYY-MM-DD`` or empty; ``ValueError`` otherwise. Without an ``actor`` the
    system itself acts (a sign-up makes the person before anybody is signed in). ``practice``: an
    invented person, for ever kept apart from everything real.
    """
    if birth_date:
        datetime.date.fromisoformat(birth_date)
    person_id = uuid.uuid4()
    keys.create_subject(person_id)
    person = Person.objects.create(
        id=person_id,
        user=user,
        language=language,
        family_name=family_name,
        given_names=given_names,
        native_name=native_name,
        birth_date=birth_date,
        practice=practice,
    )
    log.append("accounts.created_person", actor=actor or SYSTEM, subjects=[person_id])
    return person


def give_person(user: User, *, actor: Actor | None = None, **names: str) -> Person:
    """The Person of ``user``, made now when there is none."""
    existing = Person.objects.filter(user=user).first()
    return existing or create_person(
        language=user.language, user=user, practice=False, actor=actor, **names
    )


@transaction.atomic
def change_details(
    person: Person,
    *,
    actor: Actor,
    family_name: str,
    given_names: str,
    native_name: str,
    language: str,
) -> Person:
    """What a person says about themselves on the settings page."""
    said = {"family_name": family_name, "given_names": given_names, "native_name": native_name}
    is_renamed = any((getattr(person, name) or "") != text for name, text in said.items())
    for name, text in said.items():
        setattr(person, name, text)
    person.language = language
    person.save(update_fields=[*said, "language"])
    if is_renamed:
        tell_renamed(person)
    User.objects.filter(person=person).update(language=language)
    log.append("accounts.changed_details", actor=actor, subjects=[person.pk])
    return person


@transaction.atomic
def complete_birth_date(person: Person, birth_date: str, *, actor: Actor) -> bool:
    """Note the day of birth (``YYYY-MM-DD`` or empty) where none is known. True when it was not."""
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not birth_date or row.birth_date:
        return False
    row.birth_date = person.birth_date = birth_date
    row.save(update_fields=["birth_date"])
    write_end(row)
    log.append(
        "accounts.completed_details",
        actor=actor,
        subjects=[row.pk],
        payload={"fields": ["birth_date"]},
    )
    return True


@transaction.atomic
def record_conflict(person: Person, user: User, *, kind: str, actor: Actor) -> Conflict:
    """``user`` may never be assigned to, nor decide, a case of ``person``. Cannot be undone."""
    conflict, created = Conflict.objects.get_or_create(person=person, user=user, kind=kind)
    if created:
        log.append(
            "accounts.recorded_conflict",
            actor=actor,
            subjects=[person.pk],
            payload={"user": str(user.pk), "kind": kind},
        )
    return conflict


@transaction.atomic
def record_identity(
    person: Person,
    *,
    method: str,
    level: int,
    facts: Mapping[str, str],
    actor: Actor,
    pk: uuid.UUID | None = None,
) -> IdentityCheck:
    """A paper was compared with the person; it counts everywhere. Raises ``ValueError``.

    ``pk``: of the check, when something of it was kept before.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)  # what is typed waits
    check = IdentityCheck.objects.create(
        pk=pk or uuid.uuid4(),
        person=person,
        method=IdentityCheck.Method(method),
        level=IdentityCheck.Level(level),
        facts=dict(facts),
        checked_by_id=actor.by,
        office=actor.office,
    )
    log.append(
        "accounts.checked_identity",
        actor=actor,
        subjects=[person.pk],
        payload={"method": method, "level": int(level)},
    )
    return check


@transaction.atomic
def carry_identity(
    check: IdentityCheck, person: Person, *, actor: Actor, pk: uuid.UUID
) -> IdentityCheck:
    """The same check, by whom and when it was made, for who it turned out to be."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    made = IdentityCheck.objects.create(
        pk=pk,
        person=person,
        method=check.method,
        level=check.level,
        facts=check.facts,
        checked_by_id=check.checked_by_id,
        office=check.office,
        checked_at=check.checked_at,
    )
    log.append(
        "accounts.carried_identity",
        actor=actor,
        subjects=[person.pk],
        payload={"method": check.method, "level": int(check.level)},
    )
    return made
