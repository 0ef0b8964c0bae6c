"""What ``catalogs check`` asks of the packs: every text of theirs in every language."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings

from permits import hints
from permits.loading import BadPack, Content, read, shapes
from permits.loading.marks import Marked
from permits.loading.shapes import Field
from permits.packs import Pack, codes, load_pack
from permits.texts import Text


def pack_texts() -> Iterator[str]:
    """Each text of a pack that is missing in a language of the portal, and where it should be."""
    for code in codes():
        pack = load_pack(code)
        yield from _own_texts(pack)
        yield from _hints(code)
        try:
            content = read(pack.folder)
        except BadPack as error:
            yield from map(str, error.problems)
        else:
            yield from _content_texts(content)


def _own_texts(pack: Pack) -> Iterator[str]:
    texts: dict[str, Text] = {
        "name": pack.name,
        "authority": pack.authority.name,
        "appeal_body": pack.appeal_body.name,
    }
    for step in pack.undelivered:
        texts[step.code] = step.name
    for fee in pack.other_fees:
        texts[fee.code] = fee.name
        if fee.conflict.values:
            texts[f"{fee.code} conflict"] = fee.conflict
    for name, text in texts.items():
        for language in _missing(text.values):
            yield f"{pack.code}/pack.yaml: '{name}' is missing in '{language}'"


def _hints(code: str) -> Iterator[str]:
    for section, question, hint in hints.every(code):
        for language in _missing(hint.text.values):
            yield f"{code}/hints.yaml: a hint of '{section}.{question}' is missing in '{language}'"


def _content_texts(content: Content) -> Iterator[str]:
    for path, shape, entries in _files(content):
        for entry in entries:
            for key, wanted in shape.items():
                text = entry[key]
                if wanted.kind != "text" or not (text or wanted.required):
                    continue
                for language in _missing(text):
                    where = f"{content.pack}/{path}:{entry.line_of(key)}"
                    yield f"{where}: '{key}' is missing in '{language}'"


def _files(content: Content) -> Iterator[tuple[str, Mapping[str, Field], Iterable[Marked]]]:
    yield "documents.yaml", shapes.DOCUMENT, content.documents
    yield "offices.yaml", shapes.OFFICE, content.offices
    yield "steps.yaml", shapes.STEP, content.steps.values()
    for entries in content.phrases.values():
        yield "phrases.yaml", shapes.PHRASE, entries
    for entry in content.types:
        path = f"types/{entry['code'].lower()}.yaml"
        yield path, shapes.TYPE, [entry]
        yield path, shapes.REQUIREMENT, entry["requirements"]
        yield path, shapes.FEE, entry["fees"]
        yield path, shapes.LIMIT, entry["limits"]


def _missing(text: Mapping[str, Any]) -> list[str]:
    return [code for code, _label in settings.LANGUAGES if not text.get(code)]
