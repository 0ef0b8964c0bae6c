"""Tell a worker that there is something to look at: a hint, the pending row is the truth."""

import re
import time
from functools import partial
from typing import Any

import structlog
from celery import current_app
from django.db import transaction

ID = re.compile(r"\d+|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")

REST_SECONDS = 5.0
"""How long a process stops asking a broker that has just failed, so that no request waits twice."""


class _Rest:
    until = 0.0


_rest = _Rest()
log = structlog.get_logger(__name__)


def nudge(task: str, pk: Any) -> None:
    """Send ``task`` with the id of a pending row once the current transaction has committed.

    Where the broker is down nothing is raised, and the sweep finds the row within its period. Takes
    an id and nothing else, so that no personal data can reach the broker: ValueError for a text.
    """
    if not ID.fullmatch(str(pk)):
        raise ValueError("a nudge carries the id of a row")
    transaction.on_commit(partial(_send, task, str(pk)), robust=True)


def _send(task: str, pk: str) -> None:
    if time.monotonic() < _rest.until:
        return
    try:
        current_app.send_task(task, args=[pk], retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 - whatever a broker raises must not reach the request
        _rest.until = time.monotonic() + REST_SECONDS
        log.warning("nudge_lost", task=task, error=type(error).__name__)
