"""A page of the form in two languages: each question is paired with itself in the second one."""

from collections.abc import Sequence
from dataclasses import replace

from permits.schema.bound import BoundGroup, BoundQuestion

Row = BoundQuestion | BoundGroup


def paired(rows: Sequence[Row], second: Sequence[Row]) -> list[Row]:
    """The rows of a section; ``second`` are the same rows, bound while another language is spoken.

    Raises ``ValueError`` when they are not the same.
    """
    found: list[Row] = []
    for one, other in zip(rows, second, strict=True):
        if isinstance(one, BoundGroup) and isinstance(other, BoundGroup):
            found.append(_group(one, other))
        elif isinstance(one, BoundQuestion) and isinstance(other, BoundQuestion):
            found.append(_question(one, other))
        else:
            raise ValueError(one.name)
    return found


def _group(one: BoundGroup, other: BoundGroup) -> BoundGroup:
    entries = [
        replace(entry, questions=list(map(_question, entry.questions, twin.questions)))
        for entry, twin in zip(one.entries, other.entries, strict=True)
    ]
    return replace(one, entries=entries, beside=other)


def _question(one: BoundQuestion, other: BoundQuestion) -> BoundQuestion:
    parts = [replace(part, beside=twin) for part, twin in zip(one.parts, other.parts, strict=True)]
    return replace(one, parts=parts, beside=other)
