"""The sweep: finds pending rows that a crash, a lost message or a dead broker left behind.

A room registers what "pending" means for it; beat runs :func:`run` every twenty seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import Min, QuerySet
from django.utils import timezone

from jobs.nudge import nudge

log = structlog.get_logger(__name__)

Pending = Callable[[], QuerySet[Any]]

GRACE = timedelta(seconds=10)
"""A row younger than this is left to its own nudge."""

BATCH = 200
"""Most rows of one kind that a single sweep takes up."""


@dataclass(frozen=True)
class Kind:
    task: str
    pending: Pending
    age_field: str


_kinds: dict[str, Kind] = {}


def register(task: str, pending: Pending, age_field: str = "created_at") -> None:
    """Let the sweep send ``task`` for every row of ``pending()``, oldest ``age_field`` first.

    Called from ``AppConfig.ready``. Registering a task again replaces it.
    """
    _kinds[task] = Kind(task, pending, age_field)


def kinds() -> tuple[Kind, ...]:
    """Every kind of pending row that the rooms registered."""
    return tuple(_kinds.values())


def run(now: datetime | None = None) -> dict[str, int]:
    """Nudge each pending row older than :data:`GRACE`; returns how many, by task.

    A kind that cannot be asked is logged and left for the next sweep; the others go on.
    """
    before = (now or timezone.now()) - GRACE
    found = {}
    for kind in kinds():
        try:
            found[kind.task] = _sweep(kind, before)
        except Exception:
            log.exception("sweep_failed", task=kind.task)
    return found


def _sweep(kind: Kind, before: datetime) -> int:
    rows = kind.pending().filter(**{f"{kind.age_field}__lte": before})
    ids = list(rows.order_by(kind.age_field).values_list("pk", flat=True)[:BATCH])
    for pk in ids:
        nudge(kind.task, pk)
    return len(ids)


def oldest(now: datetime | None = None) -> dict[str, float | None]:
    """The age in seconds of the oldest pending row of each kind; None where none is pending."""
    moment = now or timezone.now()
    ages: dict[str, float | None] = {}
    for kind in kinds():
        since = kind.pending().aggregate(since=Min(kind.age_field))["since"]
        ages[kind.task] = None if since is None else max(0.0, (moment - since).total_seconds())
    return ages
