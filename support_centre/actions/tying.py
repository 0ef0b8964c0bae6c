"""Segregation of duties: whoever did anything for a person at a desk decides nothing about them."""

from __future__ import annotations

from uuid import UUID

from accounts.actions import record_conflict
from accounts.actor import Actor
from accounts.models import Conflict, Guardianship, Person, User


def tie(person: Person, *, actor: Actor, helper_id: UUID | None = None) -> None:
    """From now on this helper, the actor or another, is assigned to and decides nothing about the
    person, or the children whom they act for, in any role, for ever. Written before what is done.
    """
    user = User.objects.get(pk=helper_id or actor.by)
    wards = Guardianship.objects.live().filter(guardian=person).values("ward_id")
    for each in [person, *Person.objects.filter(pk__in=wards)]:
        record_conflict(each, user, kind=Conflict.ASSISTED, actor=actor)
