"""The demonstration keeps its age: days written down in 2026 move with the year it is told in."""

from datetime import UTC, datetime

WRITTEN_IN = 2026


def this_time(day: str, *, year: int | None = None) -> str:
    """An ISO 8601 day, as many whole years later as ``year`` (by default this one) is after 2026.

    Never asked for a 29 February, which few years have.
    """
    moved = int(day[:4]) + (year or datetime.now(UTC).year) - WRITTEN_IN
    return f"{moved}{day[4:]}"
