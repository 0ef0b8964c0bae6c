"""The kinds of change of a pack, checked against its types, its documents and its forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from permits.changes import AFTER, BEFORE, FOLDER, SINCE, STANDINGS
from permits.loading.marks import Marked, Problem, load
from permits.loading.shapes import VERIFIED, Field, optional, text
from permits.schema.loading import SchemaError, read_schema

if TYPE_CHECKING:
    from permits.loading.reading import Reader

FILE = "changes.yaml"
CHANGE = {
    "code": Field(),
    "term": Field(),
    "name": text(),
    "summary": text(),
    "note": optional("map", None),
    "permits": Field("list"),
    "cases": Field("list"),
    "periods": optional("list", []),
    "papers": optional("list", []),
    "files": optional("int", None),
}
NOTE = {"text": text(), "source": Field(), "verified": VERIFIED}
PERIOD = {
    "permits": Field("list"),
    "cases": Field("list"),
    "days": Field("int"),
    "unit": Field(required=False, default="days", choices=("days", "working_days")),
    "counted": Field(choices=(AFTER, BEFORE)),
    "law": Field(),
    "condition": text(required=False),
    "source": Field(),
    "verified": VERIFIED,
    "conflict": text(required=False),
}
PAPER = {
    "document": Field(),
    "condition": text(required=False),
    "source": Field(),
    "verified": VERIFIED,
}
TEXTS = ("name", "summary", "text", "condition", "conflict")


def read_changes(reader: Reader, types: set[str]) -> None:
    """Notes with ``reader`` whatever is wrong. ``types``: the permit types of the pack.

    A pack without the file knows no changes.
    """
    if not (reader.folder / FILE).exists():
        return
    entries = reader.entries(FILE, CHANGE)
    for entry in entries:
        _whole(reader, entry, types)
        for period in reader.listed(entry, "periods", PERIOD):
            _known(reader, period, "permits", entry["permits"])
            _known(reader, period, "cases", entry["cases"])
            if period["counted"] == BEFORE and period["unit"] != "days":
                reader.say(period.line_of("unit"), "what is counted before is counted in days")
            _texts(reader, period)
        for paper in reader.listed(entry, "papers", PAPER):
            if paper["document"] not in reader.named["documents.yaml"]:
                line = paper.line_of("document")
                reader.say(line, f"no document '{paper['document']}' in documents.yaml")
            _texts(reader, paper)
        if entry["note"] is not None and reader.check(entry["note"], NOTE):
            _texts(reader, entry["note"])


def _whole(reader: Reader, entry: Marked, types: set[str]) -> None:
    _texts(reader, entry)
    _known(reader, entry, "permits", types)
    _known(reader, entry, "cases", STANDINGS)
    versions = sorted((reader.folder / FOLDER).glob(f"v*/{entry['code']}.yaml"))
    if not versions:
        reader.say(entry.line_of("code"), f"no form {FOLDER}/v…/{entry['code']}.yaml")
    for path in versions:
        _form(reader, entry, path)


def _form(reader: Reader, entry: Marked, path: Path) -> None:
    line, shown = entry.line_of("code"), f"{reader.folder.name}/{path.relative_to(reader.folder)}"
    _data, wrong = load(path, shown)
    reader.problems += wrong
    if wrong:
        return
    try:
        form = read_schema(reader.folder.name, path)
    except SchemaError as error:
        reader.problems.append(Problem(shown, 1, str(error.__cause__ or error)))
        return
    asked = [question for section in form.sections for _group, question in section.questions()]
    if len(form.sections) != 1:
        reader.say(line, f"{path.name} must ask on one page")
    if entry["periods"] and not any(q.id == SINCE and q.kind == "date" for q in asked):
        reader.say(line, f"{path.name} does not ask '{SINCE}', from which the period is counted")


def _known(reader: Reader, entry: Marked, key: str, known: Iterable[str]) -> None:
    if not entry[key]:
        reader.say(entry.line_of(key), f"'{key}' is empty")
    for code in entry[key]:
        if code not in known:
            reader.say(entry.line_of(key), f"'{code}' is not known in '{key}'")


def _texts(reader: Reader, entry: Mapping[str, Any]) -> None:
    """A text that is there is there in every language: nobody reads the law in half."""
    for key in TEXTS:
        words = entry.get(key)
        missing = [code for code, _own in settings.LANGUAGES if words and code not in words]
        if missing:
            assert isinstance(entry, Marked)
            reader.say(entry.line_of(key), f"'{key}' is missing in {', '.join(missing)}")
