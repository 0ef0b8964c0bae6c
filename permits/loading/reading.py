"""Reads a pack's files and finds everything that is wrong with them before a row is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.conf import settings

from permits import hours
from permits.loading import shapes
from permits.loading.changes import read_changes
from permits.loading.marks import Marked, Problem, load
from permits.loading.shapes import Field
from permits.models.words import wrong_placeholders


class BadPack(ValueError):
    """The files do not hold together; ``problems`` names each file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass
class Content:
    """The entries of a pack, checked. Texts are maps of languages."""

    pack: str
    types: list[Marked] = field(default_factory=list)
    documents: list[Marked] = field(default_factory=list)
    offices: list[Marked] = field(default_factory=list)
    phrases: dict[str, list[Marked]] = field(default_factory=dict)
    steps: dict[str, Marked] = field(default_factory=dict)


def read(folder: Path) -> Content:
    """All files of the pack in ``folder``; BadPack with every problem found."""
    reader = Reader(folder)
    content = reader.content()
    if reader.problems:
        raise BadPack(sorted(reader.problems))
    return content


class Reader:
    """Reads one file after another and notes what is wrong; upper rooms read theirs with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.path = ""
        self.named: dict[str, set[str]] = {}

    def content(self) -> Content:
        content = Content(self.folder.name)
        content.documents = self.entries("documents.yaml", shapes.DOCUMENT)
        content.offices = self.entries("offices.yaml", shapes.OFFICE)
        content.steps = {e["code"]: e for e in self.entries("steps.yaml", shapes.STEP)}
        content.phrases = self.phrases()
        for path in sorted((self.folder / "types").glob("*.yaml")):
            entry = self.file(f"types/{path.name}")
            if self.check(entry, shapes.TYPE):
                self.parts(entry)
                content.types.append(entry)
        self.once("types", content.types)
        self.known_types(content)
        self.known_remedies(content)
        read_changes(self, {entry["code"] for entry in content.types})
        return content

    def file(self, name: str) -> Any:
        self.path = f"{self.folder.name}/{name}"
        data, problems = load(self.folder / name, self.path)
        self.problems += problems
        return data

    def say(self, line: int, text: str) -> None:
        self.problems.append(Problem(self.path, line, text))

    def entries(self, name: str, shape: Mapping[str, Field]) -> list[Marked]:
        """The good entries of a file; notes the codes of all, so that one mistake is told once."""
        data = self.file(name)
        self.named[name] = set()
        if data is None:
            return []
        if not isinstance(data, list):
            self.say(1, "must be a list of entries")
            return []
        self.named[name] = {str(e["code"]) for e in data if isinstance(e, Marked) and "code" in e}
        good = [entry for entry in data if self.check(entry, shape)]
        self.once(name, good)
        return good

    def phrases(self) -> dict[str, list[Marked]]:
        data = self.file("phrases.yaml")
        if not isinstance(data, Marked):
            return {}
        found: dict[str, list[Marked]] = {}
        for kind, entries in data.items():
            if kind not in shapes.PHRASE_KINDS:
                self.say(data.line_of(kind), f"'{kind}' is no kind of phrase")
                continue
            good = [entry for entry in entries or [] if self.check(entry, shapes.PHRASE)]
            for entry in good:
                self.placeholders(entry)
            self.once(kind, good)
            found[kind] = good
        return found

    def check(self, entry: Any, shape: Mapping[str, Field]) -> bool:
        """Whether the entry has the shape; fills in the defaults of what is left out."""
        if not isinstance(entry, Marked):
            self.say(1, f"must be an entry with {', '.join(shape)}")
            return False
        before = len(self.problems)
        for key in entry:
            if key not in shape:
                self.say(entry.line_of(key), f"'{key}' is not known here")
        for key, wanted in shape.items():
            if entry.get(key) is None:
                if wanted.required:
                    self.say(entry.line, f"'{key}' is missing")
                entry[key] = Marked() if wanted.kind == "text" else wanted.default
            else:
                self.value(entry, key, wanted)
        return len(self.problems) == before

    def value(self, entry: Marked, key: str, wanted: Field) -> None:
        value, line = entry[key], entry.line_of(key)
        if wanted.kind == "text":
            self.text(value, key, line)
        elif wanted.kind == "money":
            entry[key] = self.money(value, key, line)
        elif wanted.kind == "hours":
            self.hours(value, line)
        elif not _fits(value, wanted.kind):
            self.say(line, f"'{key}' must be a {wanted.kind}, not '{value}'")
        elif wanted.choices and value not in wanted.choices:
            self.say(line, f"'{key}' must be one of {', '.join(wanted.choices)}, not '{value}'")

    def text(self, value: Any, key: str, line: int) -> None:
        languages = dict(settings.LANGUAGES)
        if not isinstance(value, Marked):
            self.say(line, f"'{key}' must give a text for each language")
            return
        for language, text in value.items():
            if language not in languages:
                self.say(value.line_of(language), f"'{language}' is no language of the portal")
            elif not isinstance(text, str) or not text.strip():
                self.say(value.line_of(language), f"'{key}' is empty in '{language}'")

    def money(self, value: Any, key: str, line: int) -> Decimal:
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            amount = Decimal(-1)
        if isinstance(value, bool) or not amount.is_finite() or amount < 0:
            self.say(line, f"'{key}' must be an amount, not '{value}'")
        return amount

    def hours(self, value: Any, line: int) -> None:
        try:
            hours.parse(str(value))
        except ValueError as error:
            self.say(line, str(error))

    def placeholders(self, entry: Marked) -> None:
        for language, problem in wrong_placeholders(entry["text"]).items():
            self.say(entry["text"].line_of(language), problem)

    def parts(self, entry: Marked) -> None:
        for item in self.listed(entry, "requirements", shapes.REQUIREMENT):
            if item["document"] not in self.named["documents.yaml"]:
                line = item.line_of("document")
                self.say(line, f"no document '{item['document']}' in documents.yaml")
            if (item["need"] == "conditional") != bool(item["condition"]):
                self.say(item.line, "'conditional' goes with a 'condition', and only it does")
        for name, shape in (("fees", shapes.FEE), ("limits", shapes.LIMIT)):
            self.periods(self.listed(entry, name, shape))
        for row in self.listed(entry, "validity_when", shapes.VALIDITY):
            self.in_order(row)
        for code in entry["steps"]:
            if code not in self.named["steps.yaml"]:
                self.say(entry.line_of("steps"), f"no step '{code}' in steps.yaml")
        for place in entry["filed_at"]:
            if place not in shapes.PLACE.choices:
                self.say(entry.line_of("filed_at"), f"'{place}' is no place of filing")

    def listed(self, entry: Marked, key: str, shape: Mapping[str, Field]) -> Iterator[Marked]:
        return iter([item for item in entry[key] if self.check(item, shape)])

    def periods(self, rows: Iterator[Marked]) -> None:
        last: dict[tuple[str, str], tuple[date, date | None]] = {}
        for row in sorted(rows, key=lambda item: item["from"]):
            self.in_order(row)
            key = (row["place"], row["kind"])
            before = last.get(key)
            if before and (before[1] is None or before[1] >= row["from"]):
                self.say(row.line, f"overlaps the one in force from {before[0]}")
            last[key] = (row["from"], row["to"])

    def in_order(self, row: Marked) -> None:
        if row["to"] and row["to"] < row["from"]:
            self.say(row.line_of("to"), "'to' is before 'from'")

    def once(self, where: str, entries: list[Marked]) -> None:
        seen: set[str] = set()
        for entry in entries:
            if entry["code"] in seen:
                self.say(entry.line_of("code"), f"'{entry['code']}' stands twice in {where}")
            seen.add(entry["code"])

    def known_types(self, content: Content) -> None:
        self.path = f"{self.folder.name}/phrases.yaml"
        known = {entry["code"] for entry in content.types}
        for entry in (e for entries in content.phrases.values() for e in entries):
            for code in sorted(set(entry["applies_to"]) - known):
                self.say(entry.line_of("applies_to"), f"no permit type '{code}'")

    def known_remedies(self, content: Content) -> None:
        self.path = f"{self.folder.name}/phrases.yaml"
        known = {entry["code"] for entry in content.phrases.get("remedy", [])} | {""}
        for entry in (e for entries in content.phrases.values() for e in entries):
            if entry["remedy"] not in known:
                self.say(entry.line_of("remedy"), f"no remedy '{entry['remedy']}'")


def _fits(value: Any, kind: str) -> bool:
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    expected = {"str": str, "bool": bool, "date": date, "list": list, "map": dict}[kind]
    return isinstance(value, expected)
