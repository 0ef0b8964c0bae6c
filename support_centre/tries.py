"""How often somebody may guess a code."""

from uuid import UUID

from django.core.cache import cache

TRIES = 20
SECONDS = 15 * 60


class TooMany(Exception):
    """As many as are allowed were tried lately."""


def count(what: str, who: UUID | str | None) -> None:
    """One more try of ``who``; raises ``TooMany`` beyond ``TRIES`` in a quarter of an hour."""
    key = f"tries/{what}/{who}"
    cache.add(key, 0, SECONDS)
    if cache.incr(key) > TRIES:
        raise TooMany
