"""Every write about people, logins, roles and guardianship: one transaction each, each audited."""

from __future__ import annotations

import datetime
import uuid

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.actor import SYSTEM, Actor
from accounts.models import Conflict, Guardianship, Person, RoleGrant, User
from accounts.roles import STAFF_ROLES
from audit import log
from vault import keys

READABLE = "23456789abcdefghjkmnpqrstuvwxyz"


@transaction.atomic
def create_person(
    *,
    language: str,
    family_name: str = "",
    given_names: str = "",
    native_name: str = "",
    birth_date: str = "",
    user: User | None = None,
    actor: Actor | None = None,
) -> Person:
    """A new person, with the vault key under which everything about them is sealed.

    ``birth_date`` is ``YYYY-MM-DD`` or empty; ``ValueError`` otherwise. Without an ``actor`` the
    system itself acts (a sign-up makes the person before anybody is signed in).
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
    )
    log.append("accounts.created_person", actor=actor or SYSTEM, subjects=[person_id])
    return person


@transaction.atomic
def create_user(
    *,
    password: str | None,
    username: str = "",
    email: str | None = None,
    language: str = "en",
    actor: Actor | None = None,
    **names: str,
) -> User:
    """A login and its Person; ``names`` are those of ``create_person``.

    ``password=None`` makes a login that cannot sign in with a password. Raises
    ``django.core.exceptions.ValidationError`` for a weak password.
    """
    user = User(username=username or free_login_name(), email=email or None, language=language)
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    user.save()
    give_person(user, actor=actor, **names)
    return user


def give_person(user: User, *, actor: Actor | None = None, **names: str) -> Person:
    """The Person of ``user``, made now when there is none."""
    existing = Person.objects.filter(user=user).first()
    return existing or create_person(language=user.language, user=user, actor=actor, **names)


def free_login_name() -> str:
    """A login name that says nothing about its bearer, such as ``k7m2-p9qd``, not taken yet."""
    while True:
        name = f"{get_random_string(4, READABLE)}-{get_random_string(4, READABLE)}"
        if not User.objects.filter(username=name).exists():
            return name


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
    person.family_name = family_name
    person.given_names = given_names
    person.native_name = native_name
    person.language = language
    person.save()
    User.objects.filter(person=person).update(language=language)
    log.append("accounts.changed_details", actor=actor, subjects=[person.pk])
    return person


@transaction.atomic
def complete_details(person: Person, *, actor: Actor, **facts: str) -> Person:
    """Fill in what is not known yet of names and date of birth, from an application."""
    names = ("family_name", "given_names", "native_name", "birth_date")
    known_already = any(getattr(person, name) for name in names[:2])
    added = [
        name
        for name in names
        if facts.get(name)
        and not getattr(person, name)
        and not (known_already and name in names[:2])
    ]
    for name in added:
        setattr(person, name, facts[name])
    if added:
        person.save(update_fields=added)
        log.append(
            "accounts.completed_details",
            actor=actor,
            subjects=[person.pk],
            payload={"fields": added},
        )
    return person


@transaction.atomic
def change_account(user: User, *, actor: Actor, changed: list[str]) -> User:
    """What an administrator set on a login, saved; a new login gets its Person.

    ``changed`` names the fields; their values stay out of the log. A closed account is signed out.
    """
    if not user.password:
        user.set_unusable_password()
    user.save()
    person = give_person(user, actor=actor)
    log.append(
        "accounts.changed_account",
        actor=actor,
        subjects=[person.pk],
        payload={"fields": changed, "may_sign_in": user.is_active},
    )
    return user


@transaction.atomic
def release_unproven_email(email: str, *, keep: User) -> None:
    """Take an address away from every account but ``keep`` that never confirmed it."""
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True).values("user_id")
    others = User.objects.filter(email__iexact=email).exclude(pk=keep.pk).exclude(pk__in=proven)
    EmailAddress.objects.filter(email__iexact=email, verified=False).exclude(user=keep).delete()
    others.update(email=None)


@transaction.atomic
def sign_out_everywhere(user: User, *, actor: Actor) -> None:
    """End every session of ``user``; the caller keeps its own with ``update_session_auth_hash``."""
    user.session_generation += 1
    user.save(update_fields=["session_generation"])
    log.append("accounts.signed_out_everywhere", actor=actor, subjects=[user.person.pk])


def record_sign_in(user: User) -> None:
    """Somebody signed in; in which role they act is recorded with each act."""
    actor = Actor.for_user(user)
    log.append("accounts.signed_in", actor=actor, subjects=[user.person.pk])


def record_change_of_access(user: User, what: str) -> None:
    """The password or the second factor of ``user`` was changed; ``what`` names it."""
    log.append(
        "accounts.changed_access",
        actor=Actor.for_user(user),
        subjects=[user.person.pk],
        payload={"what": what},
    )


@transaction.atomic
def set_language(user: User, language: str) -> None:
    """Remember the language that a person reads, for pages, notices and letters."""
    User.objects.filter(pk=user.pk).update(language=language)
    Person.objects.filter(user=user).update(language=language)


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
    """A child for whom ``guardian`` files: a new person without a login."""
    ward = create_person(
        language=guardian.language,
        family_name=family_name,
        given_names=given_names,
        native_name=native_name,
        birth_date=birth_date,
        actor=actor,
    )
    Guardianship.objects.create(guardian=guardian, ward=ward)
    log.append("accounts.added_ward", actor=actor, subjects=[guardian.pk, ward.pk])
    return ward


@transaction.atomic
def end_guardianship(guardianship: Guardianship, *, actor: Actor) -> Guardianship:
    """The guardian no longer acts for the child; nothing that was done is undone."""
    row = Guardianship.objects.select_for_update().get(pk=guardianship.pk)
    if row.until is None:
        row.until = timezone.now()
        row.save(update_fields=["until"])
        log.append(
            "accounts.ended_guardianship",
            actor=actor,
            subjects=[row.guardian_id, row.ward_id],
        )
    return row


@transaction.atomic
def grant_role(user: User, role: str, *, actor: Actor, office: str = "") -> RoleGrant:
    """Give a staff role; the grant that is there when ``user`` holds it already.

    Raises ``ValueError`` for a role that is not granted (everybody is an applicant).
    """
    if role not in STAFF_ROLES:
        raise ValueError(f"not a staff role: {role}")
    grant, created = RoleGrant.objects.get_or_create(
        user=user, role=role, until=None, defaults={"office": office}
    )
    if created:
        log.append(
            "accounts.granted_role",
            actor=actor,
            subjects=[user.person.pk],
            payload={"role": role, "office": office},
        )
    user.__dict__.pop("live_grants", None)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, actor: Actor) -> RoleGrant:
    """Take a staff role away; it stops at the next request of that user."""
    grants = RoleGrant.objects.select_for_update(of=("self",)).select_related("user__person")
    row = grants.get(pk=grant.pk)
    if row.until is None:
        row.until = timezone.now()
        row.save(update_fields=["until"])
        log.append(
            "accounts.ended_role",
            actor=actor,
            subjects=[row.user.person.pk],
            payload={"role": row.role, "office": row.office},
        )
    return row


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
