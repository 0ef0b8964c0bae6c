"""The data map: what every column of the database holds, under which key, and how long.

``docs/data-map.md`` is the allow-list of what may be plain. It is written by hand; this module
reads it, compares it with the models, and adds what is new with a question mark to be answered.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from vault.fields import SealedField

PATH = Path(settings.BASE_DIR) / "docs" / "data-map.md"
CLASSES = ("plain", "sealed", "token", "key", "digest")
OPEN = "?"
HEAD = "| column | class | key, or why it may be plain |"
ROW = re.compile(r"^\| `([^`]+)` \| (\S+) \| (.*) \|$")
TABLE = re.compile(r"^### `([^`]+)`$")
KEPT = "Kept: "
OTHERWISE_SEALED = {"django_session.session_data"}
"""Columns of other packages' tables that a room of ours seals before they are written."""


@dataclass
class Table:
    """One table of the map: how long its rows are kept, and what each column is."""

    kept: str = OPEN
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)


Map = dict[str, Table]


def of_models() -> Map:
    """The map as the models alone tell it, with question marks where they cannot."""
    return {
        model._meta.db_table: Table(
            columns={name: _guess(column) for name, column in _columns(model).items()}
        )
        for model in sorted(
            apps.get_models(include_auto_created=True), key=lambda model: model._meta.db_table
        )
    }


def read(text: str) -> Map:
    """The map as it is written."""
    found: Map = {}
    table = Table()
    for line in text.splitlines():
        if heading := TABLE.match(line):
            table = found.setdefault(heading.group(1), Table())
        elif line.startswith(KEPT):
            table.kept = line.removeprefix(KEPT).strip()
        elif row := ROW.match(line):
            table.columns[row.group(1)] = (row.group(2), row.group(3).strip())
    return found


def merged(written: Map, wanted: Map) -> Map:
    """The columns of ``wanted``, each with what ``written`` says about it."""
    result: Map = {}
    for name, table in wanted.items():
        known = written.get(name, Table())
        columns = {
            column: known.columns.get(column, guess) for column, guess in table.columns.items()
        }
        result[name] = Table(known.kept, columns)
    return result


def render(tables: Map) -> str:
    """The tables as Markdown, without the page's introduction."""
    parts = []
    for name, table in tables.items():
        rows = [f"| `{column}` | {kind} | {why} |" for column, (kind, why) in table.columns.items()]
        parts.append(
            "\n".join([f"### `{name}`", "", KEPT + table.kept, "", HEAD, "|---|---|---|", *rows])
        )
    return "\n\n".join(parts) + "\n"


def problems(written: Map) -> Iterator[str]:
    """A sentence for each thing in which the written map and the models differ."""
    wanted = of_models()
    for name in written.keys() - wanted.keys():
        yield f"{name} is listed and does not exist"
    for name, table in wanted.items():
        if name not in written:
            yield f"{name} is not listed"
            continue
        yield from _column_problems(name, table, written[name])


def _column_problems(name: str, wanted: Table, written: Table) -> Iterable[str]:
    if OPEN in written.kept:
        yield f"{name}: say how long its rows are kept"
    for column in written.columns.keys() - wanted.columns.keys():
        yield f"{name}.{column} is listed and does not exist"
    for column, (guess, _) in wanted.columns.items():
        kind, why = written.columns.get(column, ("", ""))
        if not kind:
            yield f"{name}.{column} is not listed"
        elif kind not in CLASSES:
            yield f"{name}.{column} has an unknown class {kind}"
        elif f"{name}.{column}" in OTHERWISE_SEALED:
            if kind != "sealed":
                yield f"{name}.{column} is sealed, not {kind}"
        elif (kind == "sealed") != (guess == "sealed") and guess != OPEN:
            yield f"{name}.{column} is {guess}, not {kind}"
        elif not why or OPEN in why:
            yield f"{name}.{column}: name its key, or say why it may be plain"


def _columns(model: type[models.Model]) -> dict[str, models.Field]:
    """By column; the columns of one translated field go under one name, ``name_*``."""
    found: dict[str, models.Field] = {}
    for column in model._meta.local_concrete_fields:
        translated = getattr(column, "translated_field", None)
        found[f"{translated.name}_*" if translated else str(column.column)] = column
    return found


def _guess(column: models.Field) -> tuple[str, str]:
    """Class and reason, as far as the type of a column tells them."""
    if isinstance(column, SealedField):
        return "sealed", "the person's field key"
    if isinstance(column, models.BinaryField):
        return OPEN, OPEN
    return "plain", next((why for kinds, why in _REASONS if isinstance(column, kinds)), "") or (
        "one of a fixed list" if column.choices else OPEN
    )


_REASONS: list[tuple[tuple[type[models.Field], ...], str]] = [
    ((models.AutoField, models.UUIDField, models.ForeignKey), "id"),
    ((models.DateField,), "date"),
    ((models.BooleanField,), "yes or no"),
    ((models.IntegerField, models.DecimalField), "number"),
]
