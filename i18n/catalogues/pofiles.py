"""Reading, writing, compiling a language's catalogue. The same content gives the same bytes."""

import os
import tempfile
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from i18n.catalogues.plurals import PLURAL_FORMS


def path(language: str) -> Path:
    """Where the catalogue of a language is kept."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def _header(language: str) -> bytes:
    return (
        'msgid ""\nmsgstr ""\n'
        '"Project-Id-Version: Pobyt\\n"\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURAL_FORMS[language]}\\n"\n\n'
    ).encode()


def new(language: str) -> Catalog:
    """An empty catalogue that knows its language's plural forms."""
    return read_po(BytesIO(_header(language)), locale=language)


def load(language: str) -> Catalog:
    """The catalogue of a language, obsolete messages included; empty where there is none yet."""
    file = path(language)
    if not file.exists():
        return new(language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def save(catalogue: Catalog, language: str) -> None:
    """Write a catalogue whole or not at all, sorted, without dates or line numbers."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, omit_header=True, include_lineno=False)
    _replace(path(language), _header(language) + buffer.getvalue())


def compile_catalogue(language: str) -> None:
    """Write the binary catalogue that the running portal reads: what is translated, and no more.

    An untranslated plural would otherwise be written as empty forms, and be shown as nothing. In
    the language of the source each message says itself: one that is not found is looked for in
    the catalogues of all libraries, twice, whenever it is shown.
    """
    catalogue = load(language)
    for message in list(catalogue):
        if language == settings.LANGUAGE_CODE and isinstance(message.id, str) and message.id:
            message.string = message.string or message.id
        if message.id and not done(message):
            catalogue.delete(message.id, message.context)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    _replace(path(language).with_suffix(".mo"), buffer.getvalue())


def stale(language: str) -> bool:
    """Whether the binary catalogue is missing or older than its source."""
    source, binary = path(language), path(language).with_suffix(".mo")
    if not source.exists():
        return False
    return not binary.exists() or binary.stat().st_mtime < source.stat().st_mtime


def compile_stale() -> list[str]:
    """Compile what is not up to date; returns the languages that were."""
    late = [code for code, _ in settings.LANGUAGES if stale(code)]
    for language in late:
        compile_catalogue(language)
    return late


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=target.parent, suffix=".new")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(draft).chmod(0o644)
    Path(draft).replace(target)


def identity(message: Message) -> str | tuple[str, str]:
    """The message id: a text, or singular and plural."""
    if isinstance(message.id, str):
        return message.id
    return message.id[0], message.id[1]


def forms(message: Message) -> tuple[str, ...]:
    """The translation as a tuple of forms; one where the message has no plural."""
    if isinstance(message.string, str | None):
        return (message.string or "",)
    return tuple(message.string)


def done(message: Message) -> bool:
    """Whether every form of a message is translated (which says nothing about its quality)."""
    return bool(forms(message)) and all(forms(message))


def key(message: Message) -> tuple[str, str]:
    """What makes a message the same in two catalogues: its context and its (singular) id."""
    single = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", single
