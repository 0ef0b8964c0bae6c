"""What a form is: sections of questions and repeating groups, frozen once published.

The words in ``label``, ``help``, ``title`` … are message ids of the catalogues (plain English);
``term`` is the wording of the paper form in the pack's binding language and is never translated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from permits.schema.conditions import Condition


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice; ``term`` is its wording on the paper form."""

    value: str
    label: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. ``item`` are the numbers that it has on the paper form."""

    id: str
    kind: str
    label: str
    help: str = ""
    example: str = ""
    term: str = ""
    item: tuple[int, ...] = ()
    required: bool = True
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    free_text: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are answered once for each child, sibling, earlier stay …"""

    id: str
    label: str
    items: tuple[Question, ...]
    help: str = ""
    term: str = ""
    item: tuple[int, ...] = ()
    minimum: int = 0
    maximum: int = 20
    add_label: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form: one topic. ``office``: its title for those who are not the person."""

    id: str
    title: str
    items: tuple[Question | Group, ...]
    intro: str = ""
    term: str = ""
    when: Condition | None = None
    pack: str = ""
    office: str = ""

    def questions(self) -> Iterator[tuple[Group | None, Question]]:
        """Every question with the group that it stands in, in the order of asking."""
        for item in self.items:
            if isinstance(item, Group):
                for question in item.items:
                    yield item, question
            else:
                yield None, item


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is confirmed before filing; ``binding`` is the text that counts."""

    label: str
    text: str
    binding: str
    item: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeItem:
    """A box of the paper form that the office fills in."""

    item: int
    label: str
    term: str


@dataclass(frozen=True, slots=True)
class Schema:
    """The whole form of one permit type in one published version."""

    permit: str
    version: int
    pack: str
    title: str
    sections: tuple[Section, ...]
    declaration: Declaration
    office: tuple[OfficeItem, ...] = ()
    by_id: Mapping[str, Section] = field(default_factory=dict, compare=False)

    def section(self, section_id: str) -> Section | None:
        """The section of that id, or nothing."""
        return self.by_id.get(section_id)
