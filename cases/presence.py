"""Who has a case open now: so that two officers at one file see each other. Kept nowhere for long.

A page of the case tells every ten seconds that it is still open. What is kept is the id of a login
and a moment, in the shared cache; two who tell at the same instant may overlook each other once.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache

from accounts.models import User
from vault import keys

FRESH = timedelta(seconds=25)
"""Two missed tellings and one is gone."""


def tell(case_id: UUID, user_id: UUID, *, now: datetime) -> set[UUID]:
    """Say that ``user_id`` has the case open; returns the ids of the others who have it open."""
    key = f"case-open:{case_id}"
    since = (now - FRESH).timestamp()
    looking = {who: at for who, at in cache.get(key, {}).items() if at > since}
    # The shared cache keeps JSON, whose keys are texts.
    cache.set(key, {**looking, str(user_id): now.timestamp()}, FRESH.total_seconds())
    return {UUID(who) for who in looking} - {user_id}


def names(users: set[UUID]) -> list[str]:
    """How these colleagues are called, in order; costs two queries, or none for nobody."""
    if not users:
        return []
    found = list(User.objects.filter(pk__in=users).select_related("person"))
    keys.preload({user.person.pk for user in found})
    return sorted(user.person.display_name for user in found)
