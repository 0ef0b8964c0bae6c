"""The acting context: who is here, in which role, for whom, from which office, for what purpose."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace

from django.http import HttpRequest

from accounts.models import RoleGrant, User
from accounts.roles import (
    APPLICANT,
    EVERY_PERMISSION,
    STAFF_ROLES,
    SYSTEM_ROLE,
    permissions_of,
)


@dataclass(frozen=True)
class Actor:
    """A value: what a request, a task or a test acts as. One role at a time."""

    user_id: uuid.UUID | None
    person_id: uuid.UUID | None
    role: str
    office: str = ""
    acting_for: uuid.UUID | None = None
    only_case: uuid.UUID | None = None
    reads: str = ""
    purpose: str = ""
    permissions: frozenset[str] = field(default=frozenset(), repr=False)

    def can(self, permission: str) -> bool:
        return permission in self.permissions

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def by(self) -> uuid.UUID:
        """The id of the user who acts. Raises ``LookupError`` when nobody has signed in."""
        if self.user_id is None:
            raise LookupError("nobody has signed in")
        return self.user_id

    @property
    def subject_id(self) -> uuid.UUID | None:
        """Whose drafts, cases and post these are: one's own, or the person's who is assisted."""
        return self.acting_for or self.person_id

    def itself(self) -> Actor:
        """The value behind a lazy ``request.actor``, each look at which costs several calls."""
        return self

    def with_purpose(self, purpose: str) -> Actor:
        """The same actor, saying why: goes into the audit event of a read."""
        return replace(self, purpose=purpose)

    def assisting(
        self,
        person_id: uuid.UUID,
        *,
        permissions: frozenset[str],
        only_case: uuid.UUID | None = None,
        reads: str = "",
    ) -> Actor:
        """The same actor in a person's place, with what that person allowed beside the own role.

        ``only_case``: nothing of the person is seen but this case. ``reads``: the language that the
        person reads; pages say in it what they ask. The events of the log name both.
        """
        return replace(
            self,
            acting_for=person_id,
            only_case=only_case,
            reads=reads,
            permissions=self.permissions | permissions,
        )

    @classmethod
    def for_user(cls, user: User, role: str | None = None) -> Actor:
        """Act as ``user`` in ``role``; by default the first staff role held, else applicant.

        Raises ``LookupError`` when the user does not hold ``role`` now.
        """
        grant = grant_in_role(user, role)
        if grant is None and role not in (None, APPLICANT):
            raise LookupError(role)
        active = grant.role if grant else APPLICANT
        return cls(
            user_id=user.pk,
            person_id=user.person.pk,
            role=active,
            office=grant.office if grant else "",
            permissions=permissions_of(active),
        )


def grant_in_role(user: User, role: str | None) -> RoleGrant | None:
    """The live grant of ``role``, or of the first staff role held when ``role`` is None."""
    if role is None:
        return next(iter(user.live_grants), None)
    return next((grant for grant in user.live_grants if grant.role == role), None)


def roles_held(user: User) -> list[str]:
    """The roles between which ``user`` may switch; applicant is always one of them."""
    return [APPLICANT, *(grant.role for grant in user.live_grants)]


ANONYMOUS = Actor(user_id=None, person_id=None, role="")
SYSTEM = Actor(user_id=None, person_id=None, role=SYSTEM_ROLE, permissions=EVERY_PERMISSION)


class ActorRequest(HttpRequest):
    """A request as views of the signed-in get it (``accounts.middleware.ActorMiddleware``)."""

    actor: Actor
    user: User  # nobody else passes @signed_in or @requires
