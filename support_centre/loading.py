"""Centres from a country pack: ``centres.yaml``, and the country's shape in ``outline.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.validators import slug_re
from django.db.models import Model

from permits.loading.marks import Marked
from permits.loading.parts import Part
from permits.loading.reading import BadPack, Reader
from permits.loading.shapes import VERIFIED, Field, optional, text
from permits.loading.writing import Report, Writer
from permits.models import Verified
from permits.packs import load_pack
from support_centre.models import Centre, ClosedDay, Interpreter, Room
from support_centre.offered import OFFERED
from support_centre.spoken import SPOKEN

CENTRES, OUTLINE = "centres.yaml", "outline.yaml"
CODE = re.compile(r"[A-Z][A-Z0-9-]{1,39}")
"""In capitals, so that a centre's address is never that of another page."""

CENTRE = {
    "code": Field(),
    "name": text(),
    "region": optional("str", ""),
    "run_by": optional("str", ""),
    "address": optional("str", ""),
    "phone": optional("str", ""),
    "email": optional("str", ""),
    "hours": optional("hours", ""),
    "services": optional("list", []),
    "latitude": optional("number", None),
    "longitude": optional("number", None),
    "place_verified": Field(required=False, default="", choices=tuple(Verified.values)),
    "source": Field(),
    "verified": VERIFIED,
    "closed": optional("list", []),
    "interpreters": optional("list", []),
    "rooms": optional("list", []),
}
PARTS = ("closed", "interpreters", "rooms")
CLOSED = {"day": Field("date"), "hours": optional("hours", "")}
ROOM_CODE = 20
"""Letters at most, as the table has room for."""
INTERPRETER = {
    "language": Field(choices=SPOKEN),
    "how": Field(choices=tuple(Interpreter.How.values)),
    "hours": optional("hours", ""),
}
ROOM = {
    "code": Field(),
    "name": text(),
    "private": optional("bool", False),
    "step_free": optional("bool", False),
}

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass
class Found:
    """What the files of a pack say about centres, checked."""

    centres: list[Marked] = field(default_factory=list)
    outline: list[Point] = field(default_factory=list)


def read(folder: Path) -> Found:
    """A pack without these files has no centres. Raises ``BadPack`` with every problem."""
    reader = _Reader(folder)
    found = Found()
    if (folder / CENTRES).exists():
        found.centres = reader.entries(CENTRES, CENTRE)
        for entry in found.centres:
            reader.centre(entry)
    if (folder / OUTLINE).exists():
        found.outline = reader.outline()
    if reader.problems:
        raise BadPack(sorted(reader.problems))
    return found


@cache
def outline(pack: str) -> tuple[Point, ...]:
    """The corners of the country, for the drawn map; none where the pack draws none."""
    return tuple(read(load_pack(pack).folder).outline)


class _Reader(Reader):
    def centre(self, entry: Marked) -> None:
        if not CODE.fullmatch(entry["code"]):
            self.say(entry.line_of("code"), "'code' must be capitals, digits and hyphens")
        self.in_every_language(entry)
        for code in entry["services"]:
            if code not in OFFERED:
                self.say(entry.line_of("services"), f"'{code}' is no service of a centre")
        self.place(entry)
        closed = list(self.listed(entry, "closed", CLOSED))
        self.twice(closed, "day")
        for row in closed:
            if row["hours"] and not _hours_fit(row["day"], row["hours"]):
                self.say(row.line_of("hours"), f"'hours' name another weekday than {row['day']}")
        self.twice(list(self.listed(entry, "interpreters", INTERPRETER)), "language", "how")
        rooms = list(self.listed(entry, "rooms", ROOM))
        self.twice(rooms, "code")
        for room in rooms:
            self.in_every_language(room)
            if not slug_re.fullmatch(room["code"]) or len(room["code"]) > ROOM_CODE:
                self.say(room.line_of("code"), "'code' must be letters, digits and hyphens")

    def in_every_language(self, entry: Marked) -> None:
        missing = [code for code, _own in settings.LANGUAGES if code not in entry["name"]]
        if missing:
            self.say(entry.line_of("name"), f"'name' is missing in {', '.join(missing)}")

    def place(self, entry: Marked) -> None:
        given = {key for key in ("latitude", "longitude") if entry[key] is not None}
        if len(given) == 1:
            self.say(entry.line_of(*given), "'latitude' and 'longitude' go together")
        for key, most in (("latitude", 90), ("longitude", 180)):
            if entry[key] is not None and abs(entry[key]) > most:
                self.say(entry.line_of(key), f"'{key}' must be between -{most} and {most}")
        if bool(given) != bool(entry["place_verified"]):
            self.say(entry.line, "'place_verified' goes with a place, and only with it")

    def twice(self, rows: list[Marked], *keys: str) -> None:
        seen: set[tuple[Any, ...]] = set()
        for row in rows:
            value = tuple(row[key] for key in keys)
            if value in seen:
                self.say(row.line, f"'{' '.join(map(str, value))}' stands here twice")
            seen.add(value)

    def outline(self) -> list[Point]:
        data = self.file(OUTLINE) or []
        good = isinstance(data, list) and all(_is_point(point) for point in data)
        if not good or 0 < len(data) < 3:
            self.say(1, "must be a list of at least three pairs of latitude and longitude")
            return []
        return [(float(latitude), float(longitude)) for latitude, longitude in data]


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(each, int | float) for each in value)
        and abs(value[0]) <= 90
        and abs(value[1]) <= 180
    )


def _hours_fit(day: date, hours: str) -> bool:
    from_hours = Centre(hours=hours)
    return all(opening.day == day.weekday() for opening in from_hours.week_openings())


def write(found: Found, pack: str) -> Report:
    """Upserts the centres; what an administrator edited since is left alone and reported."""
    return _Writer(pack).centres(found.centres)


class _Writer(Writer):
    def centres(self, entries: list[Marked]) -> Report:
        rows = {row.code: row for row in Centre.objects.filter(pack=self.pack).with_everything()}
        kinds: tuple[type[Model], ...] = (Centre, ClosedDay, Interpreter, Room)
        present: dict[type[Model], set[str]] = {kind: set() for kind in kinds}
        for entry in entries:
            code = entry["code"]
            new = {key: value for key, value in entry.items() if key not in ("code", *PARTS)}
            for key in ("latitude", "longitude"):
                new[key] = None if new[key] is None else float(new[key])
            new["name"] = _names(entry)
            fixed = {"pack": self.pack, "code": code}
            row = rows.get(code)
            closed = {each.day: each for each in row.closed_days.all()} if row else {}
            come = {(i.language, i.how): i for i in row.interpreters.all()} if row else {}
            centre = self.put(Centre, row, code, fixed, new)
            present[Centre].add(code)
            for one in entry["closed"]:
                key = f"{code}.{one['day']}"
                fixed = {"centre": centre, "day": one["day"]}
                self.put(ClosedDay, closed.get(one["day"]), key, fixed, {"hours": one["hours"]})
                present[ClosedDay].add(key)
            for one in entry["interpreters"]:
                key = f"{code}.{one['language']}.{one['how']}"
                fixed = {"centre": centre, "language": one["language"], "how": one["how"]}
                there = come.get((one["language"], one["how"]))
                self.put(Interpreter, there, key, fixed, {"hours": one["hours"]})
                present[Interpreter].add(key)
            rooms = {each.code: each for each in row.rooms.all()} if row else {}
            for one in entry["rooms"]:
                key = f"{code}.{one['code']}"
                fixed = {"centre": centre, "code": one["code"]}
                new = {"private": one["private"], "step_free": one["step_free"]}
                self.put(Room, rooms.get(one["code"]), key, fixed, {**new, "name": _names(one)})
                present[Room].add(key)
        for model, keys in present.items():
            self.missing(model, self._no_longer(model, keys))
        return self.finish()

    def _no_longer(self, model: type[Model], present: set[str]) -> list[str]:
        """Loaded once, named no more, and still there; what was added by hand is nobody's slip."""
        start = f"{self.pack}/{model._meta.model_name}/"
        gone = {key.removeprefix(start) for key in self.loaded if key.startswith(start)} - present
        if not gone:
            return []
        rows = model._default_manager.all()
        return sorted(gone & {_key(row) for row in rows})


def _names(entry: Marked) -> dict[str, str]:
    return {language: name.strip() for language, name in entry["name"].items()}


def _key(row: Any) -> str:
    if isinstance(row, Centre):
        return row.code
    if isinstance(row, ClosedDay):
        return f"{row.centre.code}.{row.day}"
    if isinstance(row, Room):
        return f"{row.centre.code}.{row.code}"
    return f"{row.centre.code}.{row.language}.{row.how}"


PART = Part("support_centre", read, write)
