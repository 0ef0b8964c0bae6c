"""What translators get and give: a JSON list of messages, and their work put into the catalogue."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from django.conf import settings

from i18n.catalogues import merging, placeholders, plurals, pofiles


@contextmanager
def locked(language: str) -> Iterator[None]:
    """One writer at a time per language; several translators may work side by side."""
    lock = Path(settings.VAR_DIR) / f"catalogue-{language}.lock"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def todo(template: Catalog, language: str) -> list[dict[str, Any]]:
    """Every message still to be translated, or to be looked at again (``suggestion``)."""
    catalogue = merging.update(template, language)
    return [
        _entry(message, language)
        for message in sorted(catalogue, key=_by_place)
        if message.id and (message.fuzzy or not pofiles.done(message))
        if not (language == "en" and not message.fuzzy)
    ]


def _by_place(message: Message) -> tuple[str, str]:
    return (message.locations[0][0] if message.locations else "", pofiles.key(message)[1])


def _entry(message: Message, language: str) -> dict[str, Any]:
    plural = isinstance(message.id, tuple)
    entry: dict[str, Any] = {
        "id": message.id[0] if plural else message.id,
        "context": message.context or "",
        "plural": message.id[1] if plural else "",
        "comments": [*message.auto_comments, *sorted({place for place, _ in message.locations})],
        "forms": [""] * (plurals.count(language) if plural else 1),
    }
    if plural:
        entry["numbers"] = list(plurals.EXAMPLES[language])
    if message.fuzzy:
        entry["suggestion"] = list(pofiles.forms(message))
    return entry


def apply(template: Catalog, language: str, entries: list[Any]) -> tuple[int, list[str]]:
    """Put translations into the catalogue of ``language``.

    Entries with empty forms are passed over. A wrong entry is reported and the others are kept.
    Returns how many were put in, and what was wrong with the rest.
    """
    with locked(language):
        catalogue = merging.update(template, language)
        index = {pofiles.key(message): message for message in catalogue if message.id}
        applied, wrong = 0, []
        for number, entry in enumerate(entries):
            problem = _put(index, entry, language)
            if problem == []:
                applied += 1
            elif problem:
                label = entry.get("id", "?") if isinstance(entry, dict) else "?"
                wrong += [f"entry {number} {str(label)[:60]!r}: {text}" for text in problem]
        pofiles.save(catalogue, language)
    return applied, wrong


def _put(index: dict[tuple[str, str], Message], entry: Any, language: str) -> list[str] | None:
    """Put one entry in. None: nothing to do; an empty list: done; otherwise the problems."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        return ["not an object with an id"]
    forms = entry.get("forms")
    if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
        return ["forms is not a list of texts"]
    if not any(form.strip() for form in forms):
        return None
    message = index.get((entry.get("context") or "", entry["id"]))
    if message is None:
        return ["no such message"]
    if not all(form.strip() for form in forms):
        return ["a form is empty"]
    plural = isinstance(message.id, tuple)
    if problems := placeholders.problems(pofiles.identity(message), forms, language):
        return problems
    message.string = tuple(forms) if plural else forms[0]
    message.flags.discard("fuzzy")
    return []


def unfinished(catalogue: Catalog) -> int:
    """How many messages of a catalogue are missing or fuzzy."""
    return sum(
        1 for message in catalogue if message.id and (message.fuzzy or not pofiles.done(message))
    )
