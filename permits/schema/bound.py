"""Questions with their answers and errors, as ``templates/components`` show them."""

from dataclasses import dataclass

from permits.schema.kinds import Part
from permits.schema.kinds.base import Text
from permits.schema.model import Group, Question


@dataclass(frozen=True, slots=True)
class BoundPart:
    """One control with its value. ``choices`` are value and label."""

    part: Part
    name: str
    label: str
    value: str
    choices: list[tuple[str, str]]
    error: Text = ""
    other: str = ""

    @property
    def id(self) -> str:
        """The id of the control in the page."""
        return "q-" + self.name.replace(".", "-")


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
    is_group = True

    @property
    def id(self) -> str:
        return "f-" + self.name

    @property
    def full(self) -> bool:
        return len(self.entries) >= self.group.maximum
