"""Staff roles, given and taken away."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import RoleGrant, User
from accounts.roles import STAFF_ROLES
from audit import log


@transaction.atomic
def grant_role(user: User, role: str, *, actor: Actor, office: str = "") -> RoleGrant:
    """Give a staff role; the grant that is there when ``user`` holds it already.

    Raises ``ValueError`` for a role that is not granted (everybody is an applicant), and
    ``PermissionDenied`` for a role that somebody gives to themselves.
    """
    if actor.user_id == user.pk:
        raise PermissionDenied("nobody gives a role to themselves")
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
