"""System check: the guards in the database are those in the code."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import DatabaseError

from audit import guards

_state = {"paused": False}


@register(Tags.database)
def guards_are_up(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Run with ``check --database default``, as ``config.wsgi`` does when the process starts."""
    if _state["paused"]:
        return []
    found: list[CheckMessage] = []
    for using in databases or []:
        try:
            missing = guards.differences(using)
        except DatabaseError:
            found.append(
                Caution("the database does not answer; guards not compared", id="audit.W001")
            )
            continue
        found += [
            Error(
                f"guard {name} is missing, disabled or outdated in database {using}",
                hint="Run `manage.py migrate`, which puts every guard up again.",
                id="audit.E001",
            )
            for name in missing
        ]
    return found


@contextmanager
def paused() -> Iterator[None]:
    """Without this check inside the block: migrate must not be stopped by what it repairs."""
    _state["paused"] = True
    try:
        yield
    finally:
        _state["paused"] = False
