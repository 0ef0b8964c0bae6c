"""What must hold before a language may be called complete. Other rooms add gates of their own."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from django.conf import settings

from i18n import languages
from i18n.catalogues import literals, merging, placeholders, pofiles

Gate = Callable[[], Iterable[str]]

_gates: dict[str, Gate] = {}


def register(name: str, gate: Gate) -> None:
    """Let ``catalogs check`` run ``gate``; each sentence that it yields is a failure.

    Called from ``AppConfig.ready`` of a room that keeps translated content.
    """
    _gates[name] = gate


def problems(template: Catalog, root: Path, chosen: Iterable[str] | None = None) -> Iterator[str]:
    """Everything that keeps a language from being published, one sentence each."""
    for language in chosen or languages.LANGUAGES:
        for problem in catalogue_problems(template, language):
            yield f"{language}: {problem}"
    yield from literals.in_folder(root / "templates")
    for name, gate in sorted(_gates.items()):
        for problem in gate():
            yield f"{name}: {problem}"


def catalogue_problems(template: Catalog, language: str) -> Iterator[str]:
    """What is wrong with the catalogue of one language."""
    catalogue = pofiles.load(language)
    present = {pofiles.key(message): message for message in catalogue if message.id}
    wanted = merging.required(template, language)
    for key in wanted.keys() - present.keys():
        yield f"not in the catalogue (run update): {_short(wanted[key])}"
    for key in present.keys() - wanted.keys():
        yield f"no longer in the sources (run update): {_short(present[key])}"
    for message in catalogue.obsolete.values():
        yield f"obsolete: {_short(message)}"
    for key, message in present.items():
        if key in wanted and message.id != wanted[key].id:
            yield f"its plural changed (run update): {_short(message)}"
        yield from _message_problems(message, language)


def _message_problems(message: Message, language: str) -> Iterator[str]:
    if message.fuzzy:
        yield f"fuzzy: {_short(message)}"
    elif not pofiles.done(message):
        if language != settings.LANGUAGE_CODE or isinstance(message.id, tuple):
            yield f"missing: {_short(message)}"
    else:
        for problem in placeholders.problems(
            pofiles.identity(message), pofiles.forms(message), language
        ):
            yield f"{problem}: {_short(message)}"


def _short(message: Message) -> str:
    return repr(pofiles.key(message)[1][:70])
