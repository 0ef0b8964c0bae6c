"""Questions with their answers and errors, as ``templates/components`` show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from permits.hints import Hint
from permits.schema.kinds import Part
from permits.schema.kinds.base import Text
from permits.schema.model import Group, Question


@dataclass(frozen=True, slots=True)
class BoundPart:
    """One control with its value. ``choices`` are value and label.

    ``beside`` is the same in a second language, here as in the other parts of a page.
    """

    part: Part
    name: str
    label: str
    value: str
    choices: list[tuple[str, str]]
    error: Text = ""
    other: str = ""
    beside: BoundPart | None = None

    @property
    def id(self) -> str:
        """The id of the control in the page."""
        return "q-" + self.name.replace(".", "-")

    @property
    def options(self) -> Iterator[tuple[str, str, str]]:
        """Value and label of each choice, and its label in the second language if there is one."""
        second = dict(self.beside.choices) if self.beside else {}
        for value, label in self.choices:
            yield value, label, second.get(value, "")


@dataclass(frozen=True, slots=True)
class BoundQuestion:
    """One question with its controls. ``asked`` is false while its condition is not met."""

    question: Question
    name: str
    label: str
    help: str
    example: str
    parts: list[BoundPart]
    asked: bool
    error: Text = ""
    hints: tuple[Hint, ...] = ()
    beside: BoundQuestion | None = None
    is_group = False

    @property
    def id(self) -> str:
        return "f-" + self.name.replace(".", "-")

    @property
    def single(self) -> BoundPart | None:
        """The only control, when there is only one."""
        return self.parts[0] if len(self.parts) == 1 else None


@dataclass(frozen=True, slots=True)
class BoundEntry:
    """One row of a group."""

    id: str
    name: str
    number: int
    questions: list[BoundQuestion]


@dataclass(frozen=True, slots=True)
class BoundGroup:
    """A repeating group with its rows."""

    group: Group
    name: str
    label: str
    help: str
    add_label: str
    entries: list[BoundEntry]
    asked: bool
    error: Text = ""
    hints: tuple[Hint, ...] = ()
    beside: BoundGroup | None = None
    is_group = True

    @property
    def id(self) -> str:
        return "f-" + self.name

    @property
    def full(self) -> bool:
        return len(self.entries) >= self.group.maximum
