"""The lifecycle as rows: for the guards of the database, the documentation and its picture."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from cases.lifecycle import Lifecycle


@dataclass(frozen=True)
class Row:
    """One lawful step. ``label``, and the ``reason`` of each condition, are messages."""

    name: str
    source: str
    target: str
    permission: str
    clock: str
    label: str
    conditions: tuple[Any, ...]


@cache
def rows() -> tuple[Row, ...]:
    """Every step of the lifecycle, in the order in which it is written."""
    found = []
    for name, method in vars(Lifecycle).items():
        for source, step in getattr(method, "_django_fsm", NO_STEPS).transitions.items():
            found.append(
                Row(
                    name=name,
                    source=source,
                    target=str(step.target),
                    permission=str(step.permission),
                    clock=step.custom["clock"],
                    label=step.custom["label"],
                    conditions=tuple(step.conditions),
                )
            )
    return tuple(found)


class _NoSteps:
    transitions: dict[str, Any] = {}


NO_STEPS = _NoSteps()
