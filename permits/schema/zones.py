"""What the pasted lines of a passport answer: only where nothing stands yet, and it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from permits import mrz
from permits.schema import countries
from permits.schema.inputs import named
from permits.schema.kinds import Invalid, kind_of
from permits.schema.kinds.base import compact, held
from permits.schema.kinds.dates import read_date
from permits.schema.kinds.papers import filled_by
from permits.schema.model import Question, Schema
from vault import tokens

Place = tuple[str, str]
"""A section, and in it the name of an input, or of a question when all of it is meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``filled``: what the lines answered. ``differing``: where something else stands; it stays."""

    filled: tuple[Place, ...] = ()
    differing: tuple[Place, ...] = ()


def read_zones(
    section_id: str,
    answers: Mapping[str, Any],
    inputs: Mapping[str, str],
    *,
    today: date | None = None,
) -> tuple[dict[str, Any], dict[str, str], Reading | None]:
    """Answers and inputs of a page with what the zones among the inputs tell, where nothing is yet.

    A zone that was read disappears. One with a wrong check digit fills nothing and stays; without a
    readable one the reading is None.
    """
    filled = {section: dict(given) for section, given in answers.items()}
    shown = dict(inputs)
    done: list[Place] = []
    differing: list[Place] = []
    zones = {name: zone for name in inputs if (zone := _zone(name, inputs[name], today))}
    for name, zone in zones.items():
        stem = name.removesuffix("mrz")
        for part, text in filled_by(zone).items():
            if part == "mrz" or not shown.get(stem + part, "").strip():
                shown[stem + part] = text
                done += [(section_id, stem + part)] if text else []
            elif not _SAME[part](shown[stem + part], text):
                differing.append((section_id, stem + part))
        for section, given in from_zone(zone).items():
            own = filled.setdefault(section, {})
            for question, value in given.items():
                if question not in own:
                    own[question] = value
                    done.append((section, question))
                elif not _agree(own[question], value):
                    differing.append((section, question))
    return filled, shown, Reading(tuple(done), tuple(differing)) if zones else None


def from_zone(zone: mrz.Mrz) -> dict[str, dict[str, Any]]:
    """Answers by section that the machine-readable zone of a passport gives."""
    person: dict[str, Any] = {
        "name": {
            part: text.title()
            for part, text in (("family", zone.surname), ("given", zone.given_names))
            if text
        },
        "birth_date": zone.birth_date,
        "sex": zone.sex,
        "citizenship": countries.canonical(zone.nationality),
    }
    return {"person": {key: value for key, value in person.items() if value}}


def labels_of(places: tuple[Place, ...], form: Schema) -> list[str]:
    """How the form calls them, in the active language; those that it does not ask are left out."""
    return [label for place in places if (label := _label(place, form))]


def _zone(name: str, typed: str, today: date | None) -> mrz.Mrz | None:
    if not name.endswith(".mrz") or not typed.strip():
        return None
    try:
        return mrz.parse(typed, today=today)
    except mrz.MrzError:
        return None


def _label(place: Place, form: Schema) -> str:
    section = form.section(place[0])
    for group, question in section.questions() if section else ():
        prefix, name = "", place[1]
        if group and name.startswith(f"{group.id}."):
            prefix = ".".join(name.split(".")[:2]) + "."
        if name == prefix + question.id:
            return gettext(question.label)
        if part := _part(question, prefix, name):
            return part
    return ""


def _part(question: Question, prefix: str, name: str) -> str:
    wanted = {input_name: part for part, input_name in named(prefix, question)}.get(name)
    parts = kind_of(question.kind).parts(question)
    return next((str(part.label) for part in parts if part.name == wanted), "")


def _same_day(typed: str, read: str) -> bool:
    try:
        return read_date(typed) == read_date(read)
    except Invalid:
        return False


_SAME = {
    "number": lambda typed, read: compact(typed) == compact(read),
    "issuer": lambda typed, read: countries.canonical(typed) == countries.canonical(read),
    "valid_until": _same_day,
}


def _agree(answer: Any, read: Any) -> bool:
    """Whether an answer about the person is what the zone says, which knows no diacritics."""
    if not isinstance(read, Mapping):
        return bool(answer == read)
    names = held(answer)
    printed = _joined(read, "given", "family")
    return any(
        tokens.same_name(printed, _joined(names, *parts))
        for parts in (("given", "family"), ("given", "other", "family"))
    )


def _joined(names: Mapping[str, str], *parts: str) -> str:
    return " ".join(filter(None, (names.get(part) for part in parts)))
