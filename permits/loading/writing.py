"""Writes checked entries into the catalogue without undoing what somebody edited."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import models

from permits.loading import shapes
from permits.loading.reading import Content
from permits.loading.shapes import Field
from permits.models import (
    DocumentType,
    Fee,
    Limit,
    LoadedEntry,
    Office,
    PermitType,
    Phrase,
    Requirement,
)
from permits.packs import load_pack

Values = dict[str, Any]


@dataclass
class Report:
    """What a load did. ``kept`` names fields edited since, ``gone`` rows that no file names."""

    created: int = 0
    updated: int = 0
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        self.created += other.created
        self.updated += other.updated
        self.kept += other.kept
        self.gone += other.gone


def write(content: Content) -> Report:
    """Upserts every entry of the pack; call within one transaction."""
    return _Catalogue(content).run()


def values(entry: Mapping[str, Any], shape: Mapping[str, Field]) -> Values:
    """Model fields of an entry: each text becomes one column a language."""
    found: Values = {}
    for key, wanted in shape.items():
        name = wanted.to or key
        if wanted.kind == "text":
            for code, _label in settings.LANGUAGES:
                found[f"{name}_{code}"] = str(entry[key].get(code, "")).strip()
        else:
            found[name] = entry[key]
    return found


def digest(value: Any) -> str:
    """SHA-256 of a value, the same from the file and the database; all empties are one."""
    return sha256(json.dumps(value or None, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


class Writer:
    """Writes entries and remembers what was written; ``finish`` keeps that for the next load."""

    def __init__(self, pack: str) -> None:
        self.pack = pack
        self.report = Report()
        loaded = LoadedEntry.objects.filter(key__startswith=f"{self.pack}/")
        self.loaded: dict[str, dict[str, str]] = dict(loaded.values_list("key", "digests"))
        self.fresh: dict[str, dict[str, str]] = {}

    def finish(self) -> Report:
        LoadedEntry.objects.bulk_create(
            [LoadedEntry(key=key, digests=found) for key, found in self.fresh.items()],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["digests"],
        )
        return self.report

    def put(self, model: type[models.Model], row: Any, key: str, fixed: Values, new: Values) -> Any:
        """Creates the row, or overwrites those of its fields that nobody has edited since."""
        mark = f"{self.pack}/{model._meta.model_name}/{key}"
        if row is None:
            self.fresh[mark] = {name: digest(value) for name, value in new.items()}
            self.report.created += 1
            return model._default_manager.create(**fixed, **new)
        loaded = self.loaded.get(mark, {})
        seen, changed = dict(loaded), []
        for name, value in new.items():
            present = digest(getattr(row, name))
            if present == digest(value):
                seen[name] = present
            elif loaded.get(name) == present:
                setattr(row, name, value)
                seen[name] = digest(value)
                changed.append(name)
            else:
                self.report.kept.append(f"{mark}/{name}")
        if seen != loaded:
            self.fresh[mark] = seen
        if changed:
            row.save(update_fields=changed)
            self.report.updated += 1
        return row

    def missing(self, model: type[models.Model], rows: Iterable[str]) -> None:
        self.report.gone += [f"{self.pack}/{model._meta.model_name}/{key}" for key in rows]


class _Catalogue(Writer):
    def __init__(self, content: Content) -> None:
        super().__init__(content.pack)
        self.content = content

    def run(self) -> Report:
        documents = self.flat(DocumentType, self.content.documents, shapes.DOCUMENT)
        self.flat(Office, self.content.offices, shapes.OFFICE, ordered=True)
        self.phrases()
        self.types(documents)
        return self.finish()

    def flat(
        self,
        model: type[models.Model],
        entries: Iterable[Mapping[str, Any]],
        shape: Mapping[str, Field],
        *,
        ordered: bool = False,
    ) -> dict[str, Any]:
        """Rows named by pack and code; returns them by code."""
        rows = {row.code: row for row in model._default_manager.filter(pack=self.pack)}  # type: ignore[attr-defined]
        found = {}
        for order, entry in enumerate(entries):
            new = values(entry, shape)
            if ordered:
                new["order"] = order
            code = new.pop("code")
            fixed = {"pack": self.pack, "code": code}
            found[code] = self.put(model, rows.pop(code, None), code, fixed, new)
        self.missing(model, rows)
        return found

    def phrases(self) -> None:
        rows: dict[str, Phrase] = {
            f"{row.kind}.{row.code}": row for row in Phrase.objects.filter(pack=self.pack)
        }
        for kind, entries in self.content.phrases.items():
            for order, entry in enumerate(entries):
                new = {**values(entry, shapes.PHRASE), "order": order}
                code = new.pop("code")
                key = f"{kind}.{code}"
                fixed = {"pack": self.pack, "kind": kind, "code": code}
                self.put(Phrase, rows.pop(key, None), key, fixed, new)
        self.missing(Phrase, rows)

    def types(self, documents: Mapping[str, DocumentType]) -> None:
        rows = {row.code: row for row in PermitType.objects.of_pack(self.pack)}
        shape = {k: v for k, v in shapes.TYPE.items() if k not in shapes.TYPE_PARTS}
        for entry in self.content.types:
            new = {**values(entry, shape), **self.steps(entry["steps"])}
            code = new.pop("code")
            fixed = {"pack": self.pack, "code": code}
            permit = self.put(PermitType, rows.pop(code, None), code, fixed, new)
            self.requirements(permit, entry["requirements"], documents)
            self.dated(Fee, permit, entry["fees"], shapes.FEE)
            self.dated(Limit, permit, entry["limits"], shapes.LIMIT)
        self.missing(PermitType, rows)

    def steps(self, codes: Iterable[str]) -> Values:
        found = {}
        for language, _label in settings.LANGUAGES:
            chosen = [self.content.steps[code] for code in codes]
            lines = [
                f"{step['title'].get(language, '')} | {step['text'].get(language, '')}"
                for step in chosen
                if step["title"].get(language) and step["text"].get(language)
            ]
            found[f"steps_{language}"] = "\n".join(lines) if len(lines) == len(chosen) else ""
        return found

    def requirements(
        self,
        permit: PermitType,
        entries: Iterable[Mapping[str, Any]],
        documents: Mapping[str, DocumentType],
    ) -> None:
        present = Requirement.objects.filter(permit_type=permit).select_related("document_type")
        rows: dict[str, Requirement] = {_requirement_key(permit, row): row for row in present}
        for order, entry in enumerate(entries):
            new = {**values(entry, shapes.REQUIREMENT), "order": order}
            fixed = {
                "permit_type": permit,
                "document_type": documents[new.pop("document")],
                "place": new.pop("place"),
            }
            key = _requirement_key(permit, Requirement(**fixed))
            self.put(Requirement, rows.pop(key, None), key, fixed, new)
        self.missing(Requirement, rows)

    def dated(
        self,
        model: type[Fee] | type[Limit],
        permit: PermitType,
        entries: Iterable[Mapping[str, Any]],
        shape: Mapping[str, Field],
    ) -> None:
        present: Iterable[Any] = model._default_manager.filter(permit_type=permit)
        rows = {_dated_key(permit, r.place, r.kind, r.valid_from): r for r in present}
        for entry in entries:
            new = values(entry, shape)
            fixed = {name: new.pop(name) for name in ("place", "kind", "valid_from")}
            key = _dated_key(permit, *fixed.values())
            if model is Fee:
                new["currency"] = load_pack(self.pack).currency
            self.put(model, rows.pop(key, None), key, {"permit_type": permit, **fixed}, new)
        self.missing(model, rows)


def _requirement_key(permit: PermitType, row: Requirement) -> str:
    return f"{permit.code}.{row.document_type.code}.{row.place or 'any'}"


def _dated_key(permit: PermitType, place: str, kind: str, valid_from: date) -> str:
    return f"{permit.code}.{place}.{kind}.{valid_from.isoformat()}"
