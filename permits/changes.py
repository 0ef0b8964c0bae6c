"""What a person has to report when it changes: the kinds of change of a pack, and their periods.

``packs/<pack>/changes.yaml`` lists them; ``loading/changes.py`` checks it and names each line that
is wrong. What is asked stands in ``packs/<pack>/changes/v<N>/<CODE>.yaml``, written as the forms of
the permits are: the same schema asks, checks, reviews and prints. Questions have the ids that they
have in the applications, so that the old answer can stand beside the new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from permits import packs, schema
from permits.calendar import Calendar
from permits.texts import Text

FOLDER = "changes"
SINCE = "since"
"""The question of each form from which day the change holds."""

MESSAGE = "message"
"""The question of a form that reports no fact: what somebody wants to tell the office."""

OPEN, GRANTED = "open", "granted"
STANDINGS = (OPEN, GRANTED)
"""Where a person's case is: not decided yet, or a permit that Pobyt granted and that is valid."""

AFTER, BEFORE = "after", "before"


@dataclass(frozen=True)
class ReportPeriod:
    """Until when a change is reported: so many days after it, or before it.

    ``unit`` is days or working_days. ``condition`` says in words when it holds; ``conflict`` is
    empty where the sources agree.
    """

    permits: frozenset[str]
    cases: frozenset[str]
    days: int
    unit: str
    counted: str
    legal_basis: str
    source: str
    verified: str
    condition: Text
    conflict: Text

    @property
    def needs_check(self) -> bool:
        return self.verified != "seen" or bool(self.conflict.values)

    @property
    def is_before(self) -> bool:
        return self.counted == BEFORE

    @property
    def in_working_days(self) -> bool:
        return self.unit == "working_days"

    def last_day(self, since: date, calendar: Calendar) -> date:
        """The last day on which a change that holds from ``since`` is reported in time."""
        if self.is_before:
            return calendar.before_days(since, self.days)
        if self.in_working_days:
            return calendar.after_working_days(since, self.days)
        return calendar.after_days(since, self.days)


@dataclass(frozen=True)
class WantedPaper:
    """A document that is asked for. ``condition`` is empty where it always is."""

    document: str
    condition: Text
    source: str
    verified: str

    @property
    def needs_check(self) -> bool:
        return self.verified != "seen"

    @property
    def is_required(self) -> bool:
        return not self.condition.values


@dataclass(frozen=True)
class Note:
    """More of the law about a kind of change, in words."""

    text: Text
    source: str
    verified: str

    @property
    def needs_check(self) -> bool:
        return self.verified != "seen"


@dataclass(frozen=True)
class ChangeKind:
    """One kind of change. ``files``: at most so many; None where there is no other limit than for
    all files."""

    pack: str
    code: str
    term: str
    name: Text
    summary: Text
    note: Note | None
    permits: frozenset[str]
    cases: frozenset[str]
    periods: tuple[ReportPeriod, ...]
    papers: tuple[WantedPaper, ...]
    files: int | None

    @property
    def is_message(self) -> bool:
        """It tells the office something, and no fact has changed by it: no period, no old value."""
        return any(item.id == MESSAGE for section in self.form().sections for item in section.items)

    def applies(self, permit: str, standing: str) -> bool:
        """Whether somebody with this permit type, in this standing, may report it."""
        return standing in self.cases and permit in self.permits

    def period(self, permit: str, standing: str) -> ReportPeriod | None:
        """The first that fits; None where no period is recorded."""
        fitting = (p for p in self.periods if permit in p.permits and standing in p.cases)
        return next(fitting, None)

    def latest(self) -> int:
        """The newest version of what is asked."""
        return schema.latest(self.code, self.pack, FOLDER)

    def form(self, version: int | None = None) -> schema.Schema:
        """What is asked: one section, in the given version or the latest."""
        return schema.load(self.code, version, self.pack, FOLDER)


def kinds(pack: str) -> Mapping[str, ChangeKind]:
    """All kinds of a pack by code, in its own order."""
    return _kinds(pack)


def since_of(form: schema.Schema, answers: Mapping[str, Any]) -> date | None:
    """From which day the change holds; None while that is not answered, or not understood."""
    for section in form.sections:
        try:
            return date.fromisoformat(answers.get(section.id, {}).get(SINCE, ""))
        except (TypeError, ValueError):
            continue
    return None


@cache
def _kinds(pack: str) -> Mapping[str, ChangeKind]:
    path = packs.load_pack(pack).folder / "changes.yaml"
    entries = packs.read_yaml(path) if path.is_file() else []
    return {entry["code"]: _kind(pack, entry) for entry in entries}


def _kind(pack: str, entry: Mapping[str, Any]) -> ChangeKind:
    note = entry.get("note")
    return ChangeKind(
        pack=pack,
        code=entry["code"],
        term=entry["term"],
        name=Text(entry["name"]),
        summary=Text(entry["summary"]),
        note=Note(Text(note["text"]), note["source"], note["verified"]) if note else None,
        permits=frozenset(entry["permits"]),
        cases=frozenset(entry["cases"]),
        periods=tuple(_period(each) for each in entry.get("periods", ())),
        papers=tuple(_paper(each) for each in entry.get("papers", ())),
        files=entry.get("files"),
    )


def _period(entry: Mapping[str, Any]) -> ReportPeriod:
    return ReportPeriod(
        permits=frozenset(entry["permits"]),
        cases=frozenset(entry["cases"]),
        days=entry["days"],
        unit=entry.get("unit", "days"),
        counted=entry["counted"],
        legal_basis=entry["law"],
        source=entry["source"],
        verified=entry["verified"],
        condition=Text(entry.get("condition", {})),
        conflict=Text(entry.get("conflict", {})),
    )


def _paper(entry: Mapping[str, Any]) -> WantedPaper:
    return WantedPaper(
        document=entry["document"],
        condition=Text(entry.get("condition", {})),
        source=entry["source"],
        verified=entry["verified"],
    )
