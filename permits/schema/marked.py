"""Answers that the office looks for, under whatever name the forms of a pack ask for them.

The pack says in ``answers`` where each stands, as ``section.question``:

* ``stay``: the address at which the person lives in the country
* ``permit_until``: the last day of the permit that is to be extended
* ``wanted_until``: the day until which the person asks to stay
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from permits.packs import load_pack
from permits.schema.asking import prune
from permits.schema.kinds import kind_of
from permits.schema.model import Question, Schema


class Marked(NamedTuple):
    """A question that the pack names, and the answer to it."""

    question: Question
    value: Any

    def shown(self, language: str) -> str:
        """The answer in words, as for the review."""
        return kind_of(self.question.kind).show(self.question, self.value, language).strip()

    @property
    def day(self) -> date | None:
        """The answer as a day; None for anything else."""
        try:
            return date.fromisoformat(self.value)
        except (TypeError, ValueError):
            return None


def marked(
    schema: Schema, answers: Mapping[str, Any], mark: str, *, today: date | None = None
) -> Marked | None:
    """What is answered to the question of that mark; None where the form does not ask it."""
    place, _dot, name = load_pack(schema.pack).answers.get(mark, "").partition(".")
    section = schema.section(place)
    if section is None:
        return None
    value = prune(schema, answers, today=today).get(place, {}).get(name)
    asked = (question for group, question in section.questions() if group is None)
    return next((Marked(each, value) for each in asked if each.id == name and value), None)
