"""From the pack's YAML to a Schema.

``packs/<pack>/forms/v<N>/<PERMIT>.yaml`` lists sections: written out, or ``{use: person}`` for the
shared one in ``shared/person.yaml``. A published version never changes: a new one is a new folder.
What is asked when something changes stands in the same way in ``changes/`` (``permits.changes``).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from permits import packs
from permits.schema.conditions import Condition, ConditionError, parse
from permits.schema.kinds import KINDS
from permits.schema.model import (
    Declaration,
    Group,
    OfficeItem,
    Option,
    Question,
    Schema,
    Section,
)

QUESTION_KEYS = {
    "id", "kind", "label", "help", "example", "term", "item", "required", "when", "options",
    "params", "free_text",
}  # fmt: skip
GROUP_KEYS = {
    "id", "group", "label", "help", "term", "item", "minimum", "maximum", "add_label", "when",
    "items",
}  # fmt: skip
SECTION_KEYS = {"id", "title", "office", "intro", "term", "when", "items"}


class SchemaError(ValueError):
    """A form is not written as it should be; the message names file and place."""


class UnknownSchema(LookupError):
    """No form of that permit and version is published."""


FORMS = "forms"
"""The folder of a pack with the forms of its permits."""


def load(
    permit_code: str, version: int | None = None, pack: str | None = None, folder: str = FORMS
) -> Schema:
    """The form of a permit type: the given version, or the latest. Raises UnknownSchema.

    ``folder`` of the pack is another one where something else than a permit is asked for.
    """
    code = pack or packs.current().code
    return _load(code, folder, permit_code, version or latest(permit_code, code, folder))


def latest(permit_code: str, pack: str | None = None, folder: str = FORMS) -> int:
    """The newest published version. Raises UnknownSchema when there is no form at all."""
    found = versions(permit_code, pack, folder)
    if not found:
        raise UnknownSchema(permit_code)
    return found[-1]


def versions(permit_code: str, pack: str | None = None, folder: str = FORMS) -> list[int]:
    """Every published version, oldest first."""
    root = packs.load_pack(pack or packs.current().code).folder / folder
    return sorted(
        int(path.parent.name[1:])
        for path in root.glob(f"v*/{permit_code}.yaml")
        if path.parent.name[1:].isdigit()
    )


def published(pack: str, folder: str = FORMS) -> list[tuple[str, int]]:
    """Permit code and version of every form of a pack."""
    paths = sorted((packs.load_pack(pack).folder / folder).glob("v*/*.yaml"))
    return [(path.stem, int(path.parent.name[1:])) for path in paths]


@cache
def _load(pack: str, folder: str, permit_code: str, version: int) -> Schema:
    if not re.fullmatch(r"[A-Z][A-Z0-9-]*", permit_code):
        raise UnknownSchema(permit_code)
    path = packs.load_pack(pack).folder / folder / f"v{version}" / f"{permit_code}.yaml"
    if not path.is_file():
        raise UnknownSchema(f"{permit_code} v{version}")
    return read_schema(pack, path)


def read_schema(pack: str, path: Path) -> Schema:
    """The form in this file. Raises SchemaError."""
    version = int(path.parent.name[1:])
    try:
        schema = _schema(pack, path.stem, version, packs.read_yaml(path), path.parent / "shared")
        _check_order(schema)
    except (KeyError, TypeError, ValueError) as error:
        raise SchemaError(f"{path}: {error!r}") from error
    return schema


def _schema(pack: str, permit: str, version: int, data: Mapping[str, Any], shared: Path) -> Schema:
    sections = []
    for entry in data["sections"]:
        common = set(entry) == {"use"}
        source = _shared(shared / f"{entry['use']}.yaml") if common else entry
        sections.append(_section(pack, source))
    closing = _shared(shared / "closing.yaml")
    declared = closing["declaration"]
    return Schema(
        permit=permit,
        version=version,
        pack=pack,
        title=data["title"],
        sections=tuple(sections),
        declaration=Declaration(
            label=declared["label"],
            text=declared["text"],
            binding=declared["binding"],
            item=_numbers(declared.get("item")),
        ),
        office=tuple(OfficeItem(**entry) for entry in closing.get("office", ())),
        by_id=MappingProxyType({section.id: section for section in sections}),
    )


@cache
def _shared(path: Path) -> Any:
    """Read once, as most forms of a pack use it."""
    return packs.read_yaml(path)


def _section(pack: str, source: Mapping[str, Any]) -> Section:
    _only(source, SECTION_KEYS)
    section = source["id"]
    return Section(
        id=section,
        title=source["title"],
        office=source.get("office", ""),
        intro=source.get("intro", ""),
        term=source.get("term", ""),
        when=_condition(source, section),
        items=tuple(_item(entry, section) for entry in source["items"]),
        pack=pack,
    )


def _item(source: Mapping[str, Any], section: str) -> Question | Group:
    if "items" not in source:
        return _question(source, section, frozenset())
    _only(source, GROUP_KEYS)
    siblings = frozenset(entry["id"] for entry in source["items"])
    return Group(
        id=source["id"],
        label=source["label"],
        items=tuple(_question(entry, section, siblings) for entry in source["items"]),
        help=source.get("help", ""),
        term=source.get("term", ""),
        item=_numbers(source.get("item")),
        minimum=source.get("minimum", 0),
        maximum=source.get("maximum", 20),
        add_label=source["add_label"],
        when=_condition(source, section),
    )


def _question(source: Mapping[str, Any], section: str, siblings: frozenset[str]) -> Question:
    _only(source, QUESTION_KEYS)
    if source["kind"] not in KINDS:
        raise SchemaError(f"{section}.{source['id']}: no kind {source['kind']!r}")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", source["id"]):
        raise SchemaError(f"{section}: an id is lower case letters: {source['id']!r}")
    return Question(
        id=source["id"],
        kind=source["kind"],
        label=source["label"],
        help=source.get("help", ""),
        example=source.get("example", ""),
        term=source.get("term", ""),
        item=_numbers(source.get("item")),
        required=source.get("required", True),
        when=_condition(source, section, siblings),
        options=tuple(Option(**option) for option in source.get("options", ())),
        params=MappingProxyType(source.get("params", {})),
        free_text=source.get("free_text", False),
    )


def _condition(
    source: Mapping[str, Any], section: str, siblings: frozenset[str] = frozenset()
) -> Condition | None:
    if "when" not in source:
        return None
    return parse(source["when"], section=section, siblings=siblings)


def _numbers(value: Any) -> tuple[int, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _only(source: Mapping[str, Any], allowed: set[str]) -> None:
    unknown = set(source) - allowed
    if unknown:
        raise SchemaError(f"{source.get('id', '?')}: unknown keys {sorted(unknown)}")


def _check_order(schema: Schema) -> None:
    """A condition looks back only, so that one pass in order decides what is asked."""
    seen: set[tuple[str, ...]] = set()
    for section in schema.sections:
        for owner, condition in _conditions_of(section):
            for path in condition.paths() if condition else ():
                if path[0] and path[:2] not in seen:
                    raise ConditionError(f"{owner} asks about {'.'.join(path)} before it is asked")
            seen.add((section.id, owner))


def _conditions_of(section: Section) -> Iterator[tuple[str, Condition | None]]:
    yield "", section.when
    for item in section.items:
        yield item.id, item.when
        for question in item.items if isinstance(item, Group) else ():
            yield f"{item.id}[]", question.when
