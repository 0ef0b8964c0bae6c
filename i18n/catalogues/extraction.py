"""Find every message: in Python, in templates, in the forms of the country packs."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

Found = tuple[str | tuple[str, str], str | None, list[str]]
"""A message id (or singular and plural), its context, comments for the translator."""

_PLAIN = ("_", "gettext", "gettext_lazy", "gettext_noop")
_WITH_PLURAL = ("ngettext", "ngettext_lazy")
_WITH_CONTEXT = ("pgettext", "pgettext_lazy")
_WITH_BOTH = ("npgettext", "npgettext_lazy")
KEYWORDS: dict[str, Any] = (
    dict.fromkeys(_PLAIN)
    | dict.fromkeys(_WITH_PLURAL, (1, 2))
    | dict.fromkeys(_WITH_CONTEXT, ((1, "c"), 2))
    | dict.fromkeys(_WITH_BOTH, ((1, "c"), 2, 3))
)
COMMENT_TAGS = ("Translators",)

TEMPLATE_ENDINGS = {".html", ".txt"}
YAML_KEYS = {
    "label", "help", "example", "why", "title", "intro", "text", "add_label", "message",
    "office",
}  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]{2}")


def messages_of_python(source: bytes) -> Iterator[Found]:
    """Messages of Python source: the gettext family, lazy forms included."""
    extracted: Any = extract_python(BytesIO(source), KEYWORDS, COMMENT_TAGS, {})
    for _line, function, said, comments in extracted:
        parts = [said] if isinstance(said, str) else list(said or ())
        notes = [comment.removeprefix("Translators:").strip() for comment in comments]
        wanted = 1 + (function in _WITH_PLURAL + _WITH_CONTEXT) + 2 * (function in _WITH_BOTH)
        parts = parts[:wanted]
        if len(parts) < wanted or not all(isinstance(part, str) and part for part in parts):
            continue
        if function in _PLAIN:
            yield parts[0], None, notes
        elif function in _WITH_PLURAL:
            yield (parts[0], parts[1]), None, notes
        elif function in _WITH_CONTEXT:
            yield parts[1], parts[0], notes
        else:
            yield (parts[1], parts[2]), parts[0], notes


def messages_of_template(source: str) -> Iterator[Found]:
    """Messages of a Django template, by way of Django's own ``templatize``.

    Its output only resembles Python, so every line is moved to the margin for the tokenizer.
    """
    pythonish = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    return messages_of_python(pythonish.encode())


def messages_of_yaml(source: str) -> Iterator[Found]:
    """What a form of a country pack says to people: labels, helps, examples, titles, options."""
    yield from _walk(yaml.safe_load(source))


def _walk(node: Any) -> Iterator[Found]:
    if isinstance(node, list):
        for item in node:
            yield from _walk(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            named = key in YAML_KEYS or str(key).endswith("_label")
            if named and isinstance(value, str) and _LETTERS.search(value):
                yield value.strip(), None, []
            elif key == "options" and isinstance(value, dict):
                yield from ((label, None, []) for label in value.values() if isinstance(label, str))
            else:
                yield from _walk(value)


def sources(root: Path) -> Iterator[Path]:
    """Every file of ours that may hold a message, in a stable order."""
    for room in sorted([*settings.ROOMS, "demo", "config"]):
        folder = root / room
        yield from sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)
        for forms in ("forms", "changes"):
            yield from sorted((folder / "packs").glob(f"*/{forms}/**/*.yaml"))
    yield from sorted(
        path for path in (root / "templates").rglob("*") if path.suffix in TEMPLATE_ENDINGS
    )


def messages_of_file(path: Path) -> Iterator[Found]:
    """Messages of one file, by its ending. ValueError names a file that cannot be read."""
    try:
        if path.suffix == ".py":
            yield from messages_of_python(path.read_bytes())
        elif path.suffix == ".yaml":
            yield from messages_of_yaml(path.read_text())
        else:
            yield from messages_of_template(path.read_text())
    except Exception as error:
        raise ValueError(f"{path}: {error}") from error


def add(catalogue: Catalog, location: str, found: Iterable[Found]) -> None:
    """Add messages to a catalogue, each with the file that it stands in."""
    for identity, context, comments in found:
        catalogue.add(identity, context=context, locations=[(location, 0)], auto_comments=comments)


def extract(root: Path) -> Catalog:
    """All messages of this product, as a template without translations."""
    catalogue = Catalog()
    for path in dict.fromkeys(sources(root)):
        add(catalogue, path.relative_to(root).as_posix(), messages_of_file(path))
    return catalogue
