"""Who may have a case: officers of today without a conflict about its person."""

from django.db.models import Exists, OuterRef

from accounts.models import Conflict, Guardianship, RoleGrant, User
from accounts.roles import OFFICER
from cases.models import Case
from vault import keys


def officers_for(case: Case) -> list[User]:
    """By name, as ``visible_to`` lets them see it; costs three queries however many there are."""
    tied = Conflict.objects.filter(person_id=case.person_id, user_id=OuterRef("pk"))
    guards = Guardianship.objects.filter(ward_id=case.person_id, guardian_id=OuterRef("person__pk"))
    grants = RoleGrant.objects.live().filter(role=OFFICER).values("user_id")
    users = list(
        User.objects.filter(pk__in=grants, is_active=True)
        .exclude(Exists(tied))
        .exclude(Exists(guards))
        .exclude(person__in=[case.person_id, case.filed_by_id])
        .select_related("person")
    )
    keys.preload({user.person.pk for user in users})
    return sorted(users, key=lambda user: user.person.display_name)
