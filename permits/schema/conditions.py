"""When something is asked or required: small trees over earlier answers.

Written in YAML or JSON, with a path ``section.question`` or ``section.question.part``::

    {question: person.marital_status, is: married}
    {question: work.position, answered: true}
    {question: person.birth_date, younger_than: 18}      (years, on the day of asking)
    {question: permit.valid_until, over: true}           (a day before the day of asking)
    {all: [...]}   {any: [...]}   {not: {...}}

Inside a section the section's own id may be left out, inside a group that of the group.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

TESTS = ("is", "in", "answered", "younger_than", "at_least", "over")
EMPTY: tuple[Any, ...] = (None, "", [], {})


class ConditionError(ValueError):
    """The condition is not written as it should be."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``op`` is all, any, not (with ``terms``) or test (with ``path``, ``test``, ``value``)."""

    op: str
    terms: tuple["Condition", ...] = ()
    path: tuple[str, ...] = ()
    test: str = ""
    value: Any = None

    def paths(self) -> set[tuple[str, ...]]:
        """Every answer that this looks at."""
        own = {self.path} if self.op == "test" else set()
        return own.union(*(term.paths() for term in self.terms))


def parse(source: Any, *, section: str = "", siblings: frozenset[str] = frozenset()) -> Condition:
    """Read a condition. A name among ``siblings`` is looked up in the same entry of a group."""
    if not isinstance(source, Mapping):
        raise ConditionError(f"a condition is a mapping, not {source!r}")
    for op in ("all", "any"):
        if op in source:
            terms = [parse(term, section=section, siblings=siblings) for term in source[op]]
            return Condition(op, terms=tuple(terms))
    if "not" in source:
        inner = parse(source["not"], section=section, siblings=siblings)
        return Condition("not", terms=(inner,))
    tests = [test for test in TESTS if test in source]
    if "question" not in source or len(tests) != 1 or len(source) != 2:
        raise ConditionError(f"a condition names a question and one of {TESTS}: {dict(source)!r}")
    value = source[tests[0]]
    if isinstance(value, list):
        value = tuple(value)
    return Condition(
        "test",
        path=_path(source["question"], section, siblings),
        test=tests[0],
        value=value,
    )


def _path(text: str, section: str, siblings: frozenset[str]) -> tuple[str, ...]:
    steps = tuple(text.split("."))
    if steps[0] in siblings:
        return ("", *steps)
    return (section, *steps) if len(steps) == 1 else steps


def holds(
    condition: Condition | Mapping[str, Any] | None,
    answers: Mapping[str, Any],
    *,
    entry: Mapping[str, Any] | None = None,
    today: date | None = None,
) -> bool:
    """Whether the condition is met. No condition (also an empty one) is always met."""
    if not condition:
        return True
    if not isinstance(condition, Condition):
        condition = parse(condition)
    if condition.op == "test":
        return _passes(condition, _look_up(condition.path, answers, entry), today)
    met = (holds(term, answers, entry=entry, today=today) for term in condition.terms)
    if condition.op == "all":
        return all(met)
    if condition.op == "any":
        return any(met)
    return not any(met)


def _look_up(path: tuple[str, ...], answers: Any, entry: Mapping[str, Any] | None) -> Any:
    value: Any = entry if path[0] == "" else answers.get(path[0])
    for step in path[1:]:
        value = value.get(step) if isinstance(value, dict) else None  # as JSON has them
    return value


def _passes(condition: Condition, answer: Any, today: date | None) -> bool:
    if condition.test == "answered":
        return (answer not in EMPTY) == condition.value
    if answer in EMPTY:
        return False
    if condition.test == "is":
        return bool(answer == condition.value)
    if condition.test == "in":
        return answer in condition.value
    if condition.test == "at_least":
        return _number(answer) >= condition.value
    now = today or timezone.localdate()
    if condition.test == "over":
        return _is_over(answer, now) == condition.value
    years = age(answer, now)
    return years is not None and years < condition.value


def _number(answer: Any) -> float:
    if isinstance(answer, list | tuple):
        return len(answer)
    try:
        return float(answer)
    except (TypeError, ValueError):
        return 0


def _is_over(day: Any, today: date) -> bool:
    try:
        return date.fromisoformat(day) < today
    except (TypeError, ValueError):
        return False


def age(birth_date: Any, today: date) -> int | None:
    """Whole years since a date written as YYYY-MM-DD; nothing if it is not one."""
    try:
        born = date.fromisoformat(birth_date)
    except (TypeError, ValueError):
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
