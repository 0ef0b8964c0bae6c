"""Which questions are asked, and one section of them bound to answers, ready for a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from accounts import contacts
from i18n.languages import using
from permits import packs
from permits.hints import Hint
from permits.schema.bound import BoundEntry, BoundGroup, BoundPart, BoundQuestion
from permits.schema.conditions import holds
from permits.schema.inputs import (
    ROW,
    ROW_ID,
    check,
    entries,
    from_inputs,
    named,
    shown_entries,
    to_inputs,
)
from permits.schema.kinds import Context, kind_of
from permits.schema.kinds.base import Text, any_house
from permits.schema.model import Group, Question, Schema, Section
from permits.schema.pairing import Row, paired

Answers = Mapping[str, Any]


def context_of(pack: str, today: date | None = None, *, by_helper: bool = False) -> Context:
    """What checking answers of a pack's form needs. ``by_helper``: who writes is not the person."""
    country = packs.load_pack(pack)
    return Context(
        today=today or timezone.localdate(),
        validators=country.validators,
        periods={name: period.days for name, period in country.periods.items()},
        reserved=_reserved,
        house=_house if by_helper else any_house,
    )


def _reserved(kind: str, value: str) -> Text:
    return contacts.NOT_THE_PERSONS[kind] if contacts.is_reserved(kind, value) else ""


def _house(parts: Mapping[str, str]) -> Text:
    return contacts.NOT_THE_PERSONS["house"] if contacts.is_house_of_a_centre(parts) else ""


def prune(schema: Schema, answers: Answers, *, today: date | None = None) -> dict[str, Any]:
    """Only the answers to questions that are asked; what became hidden is left out."""
    kept: dict[str, Any] = {}
    for section in schema.sections:
        if not section.when or holds(section.when, kept, today=today):
            given = answers.get(section.id)
            kept[section.id] = {}
            prune_section(section, given if isinstance(given, Mapping) else {}, kept, today)
    return kept


def prune_section(
    section: Section, given: Answers, kept: dict[str, Any], today: date | None = None
) -> None:
    """Fill ``kept[section.id]`` with the asked answers, question by question."""
    own = kept[section.id]
    for item in section.items:
        if item.id not in given or (item.when and not holds(item.when, kept, today=today)):
            continue
        if isinstance(item, Question):
            own[item.id] = given[item.id]
            continue
        rows = []
        for row in entries(given[item.id]):
            asked: dict[str, Any] = {ROW_ID: row[ROW_ID]}
            for question in item.items:
                if question.id in row and holds(question.when, kept, entry=asked, today=today):
                    asked[question.id] = row[question.id]
            rows.append(asked)
        own[item.id] = rows


def applicable(schema: Schema, answers: Answers, *, today: date | None = None) -> list[Section]:
    """The sections that are asked of this person, in order."""
    kept = prune(schema, answers, today=today)
    return [section for section in schema.sections if section.id in kept]


@dataclass(slots=True)
class BoundSection:
    """A section as a page shows it. Raise nothing: errors are in ``errors`` by name of input.

    ``by_helper``: written in the person's place. ``beside``: a second language in which each row is
    there as well. ``hints``: those for a helper, by the id of a question or group; those of the
    whole section under an empty id.
    """

    section: Section
    answers: Answers
    inputs: dict[str, str]
    errors: dict[str, Text] = field(default_factory=dict)
    conflicts: dict[str, str] = field(default_factory=dict)
    today: date = field(default_factory=timezone.localdate)
    beside: str = ""
    by_helper: bool = False
    hints: Mapping[str, tuple[Hint, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.section.id

    @property
    def title(self) -> str:
        return gettext(self.section.title)

    @property
    def intro(self) -> str:
        return gettext(self.section.intro) if self.section.intro else ""

    def stored(self) -> dict[str, Any]:
        """The answers of this section as they are saved, understood or not."""
        return from_inputs(self.section, self.inputs, self._context())[0]

    def clean(self) -> tuple[dict[str, Any], dict[str, Text]]:
        """The answers to what is asked, and everything wrong or missing by name of input."""
        stored = self.stored()
        kept = {**self.answers, self.section.id: {}}
        prune_section(self.section, stored, kept, self.today)
        cleaned = kept[self.section.id]
        self.errors = section_errors(self.section, kept, self._context())
        return cleaned, self.errors

    @property
    def rows(self) -> list[Row]:
        """Every question and group of the section, in order; those not asked are marked."""
        rows = self._rows()
        if not self.beside:
            return rows
        with using(self.beside):
            return paired(rows, self._spoken()._rows())

    @property
    def own_hints(self) -> tuple[Hint, ...]:
        """Those about the section as a whole."""
        return self.hints.get("", ())

    def _spoken(self) -> BoundSection:
        """The same in the language that is active, with its errors worked out in it."""
        spoken = replace(self, beside="", errors={})
        if self.errors:
            spoken.clean()
            spoken.errors = {name: str(error) for name, error in spoken.errors.items()}
        return spoken

    def _rows(self) -> list[Row]:
        kept = {**self.answers, self.section.id: {}}
        stored = self.stored()
        prune_section(self.section, stored, kept, self.today)
        rows: list[Row] = []
        for item in self.section.items:
            asked = holds(item.when, kept, today=self.today)
            if isinstance(item, Question):
                rows.append(self._question(item, "", asked))
            else:
                rows.append(self._group(item, stored.get(item.id), kept, asked))
        return rows

    def hidden(self) -> list[str]:
        """Names of the questions and groups that are not asked now."""
        names = []
        for row in self._rows():
            if not row.asked:
                names.append(row.name)
            if isinstance(row, BoundGroup):
                inner = (q for entry in row.entries for q in entry.questions)
                names += [question.name for question in inner if not question.asked]
        return names

    def _context(self) -> Context:
        return context_of(self.section.pack, self.today, by_helper=self.by_helper)

    def _question(self, question: Question, prefix: str, asked: bool) -> BoundQuestion:
        kind = kind_of(question.kind)
        names = dict(named(prefix, question))
        parts = [
            BoundPart(
                part=part,
                name=names[part.name],
                label=str(part.label) or gettext(question.label),
                value=self.inputs.get(names[part.name], ""),
                choices=kind.choices(question, part),
                error=self.errors.get(names[part.name], ""),
                other=self.conflicts.get(names[part.name], ""),
            )
            for part in kind.parts(question)
        ]
        own = prefix + question.id
        return BoundQuestion(
            question=question,
            name=own,
            label=gettext(question.label),
            help=gettext(question.help) if question.help else "",
            example=kind.example(question),
            parts=parts,
            asked=asked,
            hints=self.hints.get(question.id, ()),
            error="" if own in names.values() else self.errors.get(own, ""),
        )

    def _group(self, group: Group, value: Any, kept: Answers, asked: bool) -> BoundGroup:
        rows = shown_entries(group, value)
        return BoundGroup(
            group=group,
            name=group.id,
            label=gettext(group.label),
            help=gettext(group.help) if group.help else "",
            add_label=gettext(group.add_label),
            entries=[self._entry(group, row, kept, n) for n, row in enumerate(rows, 1)],
            asked=asked,
            hints=self.hints.get(group.id, ()),
            error=self.errors.get(group.id, ""),
        )

    def _entry(self, group: Group, row: dict[str, Any], kept: Answers, number: int) -> BoundEntry:
        prefix = f"{group.id}.{row[ROW_ID]}."
        return BoundEntry(
            id=row[ROW_ID],
            name=prefix + ROW,
            number=number,
            questions=[
                self._question(q, prefix, holds(q.when, kept, entry=row, today=self.today))
                for q in group.items
            ],
        )


def bind(
    section: Section,
    answers: Answers,
    data: Mapping[str, str] | None = None,
    *,
    today: date | None = None,
    by_helper: bool = False,
) -> BoundSection:
    """A section with stored answers, or with the inputs of a page when there are some."""
    given = answers.get(section.id)
    shown = to_inputs(section, given if isinstance(given, Mapping) else {})
    return BoundSection(
        section=section,
        answers=answers,
        inputs=dict(data) if data is not None else shown,
        today=today or timezone.localdate(),
        by_helper=by_helper,
    )


def section_errors(section: Section, kept: Answers, context: Context) -> dict[str, Text]:
    """What is wrong or missing in a section, by name of input. ``kept``: asked answers only."""
    errors: dict[str, Text] = {}
    own = kept.get(section.id, {})
    for item in section.items:
        if not holds(item.when, kept, today=context.today):
            continue
        if isinstance(item, Question):
            errors |= check(item, own.get(item.id), context)
            continue
        for row in shown_entries(item, own.get(item.id)):
            for question in item.items:
                if holds(question.when, kept, entry=row, today=context.today):
                    prefix = f"{item.id}.{row[ROW_ID]}."
                    errors |= check(question, row.get(question.id), context, prefix)
    return errors
