"""Logins: made, changed, closed, and what happened at the door."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.crypto import get_random_string

from accounts import telling
from accounts.actions.people import give_person
from accounts.actor import Actor
from accounts.models import Person, User
from accounts.validators import READABLE
from audit import log
from i18n.languages import using


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


def free_login_name() -> str:
    """A login name that says nothing about its bearer, as ``validators.MADE``, not taken yet."""
    while True:
        name = f"{get_random_string(4, READABLE)}-{get_random_string(4, READABLE)}"
        if not User.objects.filter(username=name).exists():
            return name


@transaction.atomic
def change_account(user: User, *, actor: Actor, changed: list[str]) -> User:
    """What an administrator set on a login, saved; a new login gets its Person.

    ``changed`` names the fields; their values stay out of the log. A closed account is signed out.
    A person whose e-mail address was changed is told, also at the old one: it was their way to
    get back in, and whoever holds the new one could take the account over.
    """
    before = User.objects.select_for_update().filter(pk=user.pk).first()
    if not user.password:
        user.set_unusable_password()
    user.save()
    person = give_person(user, actor=actor)
    if before is not None and before.email != user.email:
        _replace_address(user, before.email)
        telling.address_changed(person, actor)
    log.append(
        "accounts.changed_account",
        actor=actor,
        subjects=[person.pk],
        payload={"fields": changed, "may_sign_in": user.is_active},
    )
    return user


def _replace_address(user: User, old: str | None) -> None:
    """The address of before no longer signs in; the new one is proven at the next sign-in."""
    EmailAddress.objects.filter(user=user).delete()
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    if old:
        transaction.on_commit(lambda: _tell_old_address(user, old), robust=True)


def _tell_old_address(user: User, old: str) -> None:
    with using(user.language):
        get_adapter().send_mail("account/email/email_changed_by_office", old, {})


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
    """Password, e-mail address or second factor of ``user`` was changed; ``what`` names it."""
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
