"""A person who had no login gets one."""

from __future__ import annotations

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Conflict, Person, User
from audit import log


class NotTheirs(Exception):
    """The login belongs to staff or to whoever assisted the person, or the person has one."""


@transaction.atomic
def attach_login(person: Person, user: User, *, actor: Actor) -> Person:
    """Let ``user`` sign in as ``person``; a Person that the login had before is left without one.

    The caller has seen that nothing is kept about that other one. Raises ``NotTheirs``.
    """
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    tied = Conflict.objects.filter(person=row, user=user).exists()
    if tied or row.user_id is not None or user.grants.exists():
        raise NotTheirs
    before = Person.objects.select_for_update(of=("self",)).filter(user=user).first()
    if before is not None:
        before.user = None
        before.save(update_fields=["user"])
    row.user, row.language = user, user.language
    row.save(update_fields=["user", "language"])
    user._state.fields_cache["person"] = row
    log.append(
        "accounts.attached_login",
        actor=actor,
        subjects=[row.pk, *([before.pk] if before else [])],
    )
    return row
