"""Who may have a case: officers of today without a conflict about its person; and why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Conflict, Guardianship, RoleGrant, User
from accounts.roles import OFFICER
from cases.models import Case
from vault import keys

SAME = _("is the person whom the case is about")
FILED = _("filed this application")
GUARDIAN = _("acts or acted for this person as a parent or guardian")
TIES: dict[str, Promise | str] = {
    Conflict.ASSISTED: _("assisted this person at a support centre"),
    Conflict.KIN: _("is related to this person"),
    Conflict.DECLARED: _("declared a conflict of interest"),
}
BY_GUARDIAN: dict[str, Promise | str] = {
    Conflict.ASSISTED: _("assisted a parent or guardian of this person at a support centre"),
    Conflict.KIN: _("is related to a parent or guardian of this person"),
    Conflict.DECLARED: _("declared a conflict of interest about a parent or guardian"),
}


@dataclass(frozen=True)
class Barred:
    """A user who may not deal with a case, and why."""

    user: User
    reason: Promise | str

    @property
    def name(self) -> str:
        return self.user.person.display_name


def officers_for(case: Case) -> list[User]:
    """By name, as ``visible_to`` lets them see it; the same four queries however many there are."""
    return _parted(case, [OFFICER])[0]


def barred_from(case: Case, roles: Iterable[str] = (OFFICER,)) -> list[Barred]:
    """Who has one of the roles today and may not deal with this case, by name."""
    return _parted(case, roles)[1]


def _parted(case: Case, roles: Iterable[str]) -> tuple[list[User], list[Barred]]:
    grants = RoleGrant.objects.live().filter(role__in=roles).values("user_id")
    users = list(User.objects.filter(pk__in=grants, is_active=True).select_related("person"))
    keys.preload({user.person.pk for user in users})
    users.sort(key=lambda user: user.person.display_name)
    why = _reasons(case)
    free = [user for user in users if not _reason(user, why)]
    barred = [Barred(user, reason) for user in users if (reason := _reason(user, why))]
    return free, barred


def _reason(user: User, why: dict[UUID, Promise | str]) -> Promise | str:
    return why.get(user.person.pk) or why.get(user.pk) or ""


def _reasons(case: Case) -> dict[UUID, Promise | str]:
    """Why, by the id of a user or of their person; ended guardianships count as well."""
    guardians = set(
        Guardianship.objects.filter(ward_id=case.person_id).values_list("guardian_id", flat=True)
    )
    others = guardians | {case.filed_by_id}
    why: dict[UUID, Promise | str] = {}
    ties = Conflict.objects.filter(person_id__in={case.person_id, *others}).order_by("created_at")
    for person_id, user_id, kind in ties.values_list("person_id", "user_id", "kind"):
        own = person_id == case.person_id
        if own or user_id not in why:
            why[user_id] = (TIES if own else BY_GUARDIAN)[kind]
    why |= dict.fromkeys(guardians, GUARDIAN)
    why[case.filed_by_id] = FILED
    why[case.person_id] = SAME
    return why
