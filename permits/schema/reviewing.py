"""The answers as a person reads them: for the review, the print-out, the officer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext

from i18n.languages import said, using
from i18n.scripts import is_foreign, surely_own
from permits import packs
from permits.schema.asking import Answers, context_of, prune, section_errors
from permits.schema.conditions import holds
from permits.schema.inputs import ROW_ID, shown_entries
from permits.schema.kinds import kind_of
from permits.schema.kinds.base import Text, held
from permits.schema.model import Group, Question, Schema, Section


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that keeps the application from being filed."""

    section_id: str
    question_id: str
    label: str
    message: Text = ""
    name: str = ""
    whole: bool = False

    @property
    def anchor(self) -> str:
        """The id of the control (of the whole group, when rows are missing) on the form's page."""
        return ("f-" if self.whole else "q-") + self.name.replace(".", "-")


class ReviewRow(NamedTuple):
    """One answer in words. ``entry`` numbers the row of a group (from 1; 0 outside groups).

    ``translation`` stands beside the value once somebody translated it; the note says who and when.
    """

    question_id: str
    label: str
    value: str
    term: str = ""
    untranslated: bool = False
    item: tuple[int, ...] = ()
    entry: int = 0
    entry_label: str = ""
    answered: bool = True
    error: Text = ""
    name: str = ""
    beside: ReviewRow | None = None
    translation: str = ""
    translation_note: str = ""

    @property
    def anchor(self) -> str:
        """The id of the question on the form's page."""
        return "f-" + self.name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """One topic of the application in words."""

    id: str
    title: str
    term: str
    rows: list[ReviewRow]
    beside: ReviewSection | None = None


def missing(
    schema: Schema, answers: Answers, *, today: date | None = None, by_helper: bool = False
) -> list[Missing]:
    """Everything that is unanswered though required, or not understood, in the order of asking.

    ``by_helper``: who writes or sends it does so in the person's place.
    """
    context = context_of(schema.pack, today, by_helper=by_helper)
    kept = prune(schema, answers, today=context.today)
    found = []
    for section in _asked(schema, kept):
        for name, message in section_errors(section, kept, context).items():
            item = _item_of(section, name)
            whole = isinstance(item, Group)
            found.append(Missing(section.id, item.id, gettext(item.label), message, name, whole))
    return found


def _asked(schema: Schema, kept: Answers) -> list[Section]:
    return [section for section in schema.sections if section.id in kept]


def review(
    schema: Schema,
    answers: Answers,
    language: str,
    *,
    answered_in: str | None = None,
    today: date | None = None,
    check: bool = True,
    for_office: bool = False,
) -> list[ReviewSection]:
    """Every asked question with its answer, in ``language``.

    ``answered_in`` is the language in which the person wrote free answers (default: the same); a
    free answer that is not in the pack's binding language is marked ``untranslated``, and so is
    whatever was typed in a script in which that language is not written. Without
    ``check`` no row has an error: what was filed was checked then, and checking costs as much as
    all the rest. ``for_office``: titles that speak of the person, not to them.
    """
    context = context_of(schema.pack, today)
    kept = prune(schema, answers, today=context.today)
    binding = packs.load_pack(schema.pack).binding_language
    foreign = (answered_in or language) != binding
    with using(language):
        none, is_own = gettext("None"), surely_own(binding)
        words = _Words(language, binding, foreign, none, context.today, is_own)
        return [
            ReviewSection(
                id=section.id,
                title=said((for_office and section.office) or section.title, language),
                term=section.term,
                rows=list(_rows(section, kept, words, errors)),
            )
            for section in _asked(schema, kept)
            for errors in [section_errors(section, kept, context) if check else {}]
        ]


def paired(one: list[ReviewSection], other: list[ReviewSection]) -> list[ReviewSection]:
    """Two reviews of the same answers in two languages: each row with itself in the other one."""
    return [
        replace(
            part,
            beside=twin,
            rows=[r._replace(beside=t) for r, t in zip(part.rows, twin.rows, strict=True)],
        )
        for part, twin in zip(one, other, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Words:
    """``binding``: the language of the paper form; ``foreign``: free answers are not in it.

    ``none`` stands for a group without rows; ``today`` is the day of asking.
    """

    language: str
    binding: str
    foreign: bool
    none: str
    today: date
    is_own: Callable[[str], object]
    """A quick look at a text that is in letters of the binding language; nothing where unsure."""

    @property
    def official(self) -> bool:
        """Options stand in the wording of the paper form."""
        return self.language == self.binding


def _rows(
    section: Section, kept: Answers, words: _Words, errors: Mapping[str, Text]
) -> Iterator[ReviewRow]:
    """``kept`` holds answers to what is asked alone, so of those nothing has to be found out."""
    own = kept.get(section.id, {})
    for item in section.items:
        if item.id not in own and not holds(item.when, kept, today=words.today):
            continue
        if isinstance(item, Question):
            yield _row(item, own.get(item.id), "", words, errors)
            continue
        label = said(item.label, words.language)
        rows = shown_entries(item, own.get(item.id))
        if not rows:
            yield ReviewRow(
                question_id=item.id,
                label=label,
                value=words.none,
                term=item.term,
                item=item.item,
                answered=item.id not in errors,
                error=str(errors.get(item.id, "")),
                name=item.id,
            )
        for number, row in enumerate(rows, 1):
            for question in item.items:
                if question.id in row or holds(question.when, kept, entry=row, today=words.today):
                    prefix = f"{item.id}.{row[ROW_ID]}."
                    answer = row.get(question.id)
                    yield _row(question, answer, prefix, words, errors, item, number, label)


def _row(
    question: Question,
    value: Any,
    prefix: str,
    words: _Words,
    errors: Mapping[str, Text],
    group: Group | None = None,
    number: int = 0,
    entry_label: str = "",
) -> ReviewRow:
    own = prefix + question.id
    text = kind_of(question.kind).show(question, value, words.language).strip()
    if words.official and question.options:
        text = next((o.term for o in question.options if o.value == value and o.term), text)
    return ReviewRow(
        question_id=question.id,
        label=said(question.label, words.language),
        value=text,
        term=question.term,
        untranslated=bool(text) and _waits(question, value, text, words),
        item=question.item or (group.item if group else ()),
        entry=number,
        entry_label=entry_label,
        answered=bool(text),
        error=_wrong(own, errors) if errors else "",
        name=own,
    )


def _waits(question: Question, value: Any, shown: str, words: _Words) -> bool:
    """Whether the answer still has to be put into the binding language, or its script."""
    if question.free_text and words.foreign:
        return True
    if words.is_own(shown) or kind_of(question.kind).any_script:
        return False
    typed = (value,) if isinstance(value, str) else held(value).values()
    return any(is_foreign(text, words.binding) for text in typed)


def _wrong(own: str, errors: Mapping[str, Text]) -> str:
    """What is wrong with a question or with a part of it."""
    return next(
        (str(e) for name, e in errors.items() if name == own or name.startswith(own + ".")), ""
    )


def _item_of(section: Section, name: str) -> Question | Group:
    steps = name.split(".")
    item = next(item for item in section.items if item.id == steps[0])
    if isinstance(item, Group) and len(steps) > 2:
        return next(question for question in item.items if question.id == steps[2])
    return item
