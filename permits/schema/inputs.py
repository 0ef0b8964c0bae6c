"""Answers as the strings of a page, and back.

An input is called ``question``, ``question.part``, ``group.row.question`` or
``group.row.question.part``; a row of a group exists as long as its input ``group.row._row`` is
``1``. Rows keep their id for life, so that two devices can edit the same list.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from permits.schema.kinds import Context, Invalid, kind_of
from permits.schema.kinds.base import ANSWER_THIS, Text
from permits.schema.model import Group, Question, Section

ROW = "_row"
ROW_ID = "_id"
SPARE = "new"
_ROW_INPUT = re.compile(r"(?P<group>[a-z][a-z0-9_]*)\.(?P<row>[A-Za-z0-9]{1,20})\._row")


def named(prefix: str, question: Question) -> Iterator[tuple[str, str]]:
    """Each part of a question with the name of its input."""
    for part in kind_of(question.kind).parts(question):
        yield (
            part.name,
            f"{prefix}{question.id}.{part.name}" if part.name else prefix + question.id,
        )


def rows_of(inputs: Mapping[str, str], group: Group) -> list[str]:
    """The ids of the rows of a group, in the order of the inputs; never more than it may have."""
    matches = (_ROW_INPUT.fullmatch(name) for name, value in inputs.items() if value)
    return [m["row"] for m in matches if m and m["group"] == group.id][: group.maximum]


def to_inputs(section: Section, answers: Mapping[str, Any]) -> dict[str, str]:
    """The inputs that show the stored answers of one section."""
    inputs: dict[str, str] = {}
    for item in section.items:
        if isinstance(item, Question):
            _write(inputs, "", item, answers.get(item.id))
            continue
        for row in shown_entries(item, answers.get(item.id)):
            prefix = f"{item.id}.{row[ROW_ID]}."
            inputs[prefix + ROW] = "1"
            for question in item.items:
                _write(inputs, prefix, question, row.get(question.id))
    return inputs


def entries(value: Any) -> list[dict[str, Any]]:
    """The rows of a stored group, each with an id."""
    rows = (
        [dict(row) for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    )
    for number, row in enumerate(rows):
        row.setdefault(ROW_ID, f"r{number}")
    return rows


def shown_entries(group: Group, value: Any) -> list[dict[str, Any]]:
    """The rows as a page shows them: as many as must be there, the last ones empty if need be.

    The ids of those are always the same, so that two devices fill in the same row. They are stored
    once something stands in the group.
    """
    rows = entries(value)
    taken = {row[ROW_ID] for row in rows}
    spare = (name for number in count(1) if (name := f"{SPARE}{number}") not in taken)
    return rows + [{ROW_ID: next(spare)} for _missing in range(group.minimum - len(rows))]


def _is_spare(row: Mapping[str, Any]) -> bool:
    return len(row) == 1 and row[ROW_ID].startswith(SPARE)


def from_inputs(
    section: Section, inputs: Mapping[str, str], context: Context
) -> tuple[dict[str, Any], dict[str, Text]]:
    """The answers that the inputs give, and what is wrong by name of input.

    What is not understood is kept as it was typed; a blank answer is no answer.
    """
    answers: dict[str, Any] = {}
    errors: dict[str, Text] = {}
    for item in section.items:
        if isinstance(item, Question):
            _read("", item, inputs, context, answers, errors)
            continue
        rows = []
        for row_id in rows_of(inputs, item):
            row: dict[str, Any] = {ROW_ID: row_id}
            for question in item.items:
                _read(f"{item.id}.{row_id}.", question, inputs, context, row, errors)
            rows.append(row)
        if not all(_is_spare(row) for row in rows):
            answers[item.id] = rows
    return answers, errors


def check(question: Question, value: Any, context: Context, prefix: str = "") -> dict[str, Text]:
    """What is wrong with one stored answer, by name of input; also that it is missing."""
    kind = kind_of(question.kind)
    inputs = kind.edit(question, value)
    names = dict(named(prefix, question))
    if not any(text.strip() for text in inputs.values()):
        parts = kind.parts(question)
        first = next((part for part in parts if not part.optional), parts[0])
        return {names[first.name]: ANSWER_THIS} if question.required else {}
    try:
        kind.clean(question, inputs, context)
    except Invalid as invalid:
        return {names.get(part, prefix + question.id): e for part, e in invalid.errors.items()}
    return {}


def merge(
    current: Mapping[str, str], was: Mapping[str, str], posted: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Bring what one page changed (from ``was`` to ``posted``) into the current inputs.

    The newest letters win, field by field. The second result are the conflicts: inputs that
    somebody else had changed as well in the meantime, with what they had written.
    """
    merged = dict(current)
    conflicts: dict[str, str] = {}
    for name, typed in posted.items():
        before, now = was.get(name, ""), current.get(name, "")
        if _same(typed, before) or _same(typed, now):
            continue
        if not _same(now, before) and now.strip():
            conflicts[name] = now
        merged[name] = typed
    return merged, conflicts


def _same(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()


def _write(inputs: dict[str, str], prefix: str, question: Question, value: Any) -> None:
    shown = kind_of(question.kind).edit(question, value)
    for part, name in named(prefix, question):
        inputs[name] = shown.get(part, "")


def _read(
    prefix: str,
    question: Question,
    inputs: Mapping[str, str],
    context: Context,
    answers: dict[str, Any],
    errors: dict[str, Text],
) -> None:
    kind = kind_of(question.kind)
    names = dict(named(prefix, question))
    typed = {part: inputs.get(name, "") for part, name in names.items()}
    if not any(text.strip() for text in typed.values()):
        return
    try:
        value = kind.clean(question, typed, context)
    except Invalid as invalid:
        value = kind.keep(question, typed)
        for part, error in invalid.errors.items():
            errors[names.get(part, prefix + question.id)] = error
    answers[question.id] = value
