"""Messages of Django and django-allauth that our pages can show.

Our templates replace all of theirs, so what is left stands in Python. Their own catalogues come
first; where one lacks a message in a language of ours, or says it against our glossary, our
catalogue says it. ``catalogs update`` and ``check`` take these files in.
"""

import gettext
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from django.conf import settings

from i18n.catalogues import extraction

MODULES = (
    "django/core/validators.py",
    "django/forms/fields.py",
    "django/forms/forms.py",
    "django/forms/formsets.py",
    "django/forms/models.py",
    "django/forms/widgets.py",
    "django/db/models/base.py",
    "django/db/models/constraints.py",
    "django/db/models/fields/__init__.py",
    "django/contrib/auth/forms.py",
    "django/contrib/auth/password_validation.py",
    "django/contrib/auth/validators.py",
    "allauth/account/adapter.py",
    "allauth/account/fields.py",
    "allauth/account/forms.py",
    "allauth/account/internal/flows",
    "allauth/account/views.py",
    "allauth/mfa/adapter.py",
    "allauth/mfa/base",
    "allauth/mfa/internal",
    "allauth/mfa/recovery_codes",
    "allauth/mfa/totp",
)
"""Python files and folders of third parties, relative to where packages are installed."""

NOT_SWITCHED_ON = re.compile(
    r"\bphone\b|passkey|security key|master key|backup key|key nr\.|ManagementForm", re.IGNORECASE
)
"""Messages about parts of those packages that nobody meets here."""

DESCRIPTIONS_IN = "django/db/models/fields/__init__.py"
"""Describes its field types to developers beside its sentences to people."""

CATALOGUES = ("django/conf", "django/contrib/auth", "allauth")

AGAINST_OUR_GLOSSARY = re.compile(r"recovery code|two-factor|authenticator", re.IGNORECASE)
"""Messages that we always say ourselves, because the others' terms differ from our glossary."""


def _home(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"{package} is not installed")
    return Path(spec.origin).parent


def _inside(relative: str) -> Path:
    package, _, rest = relative.partition("/")
    return _home(package) / rest


def _files() -> list[tuple[str, Path]]:
    files = []
    for relative in MODULES:
        path = _inside(relative)
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        files += [(_label(relative, path, file), file) for file in found]
    return files


def _label(relative: str, path: Path, file: Path) -> str:
    return relative if file == path else f"{relative}/{file.relative_to(path).as_posix()}"


@cache
def messages() -> Catalog:
    """Every message of the files above."""
    catalogue = Catalog()
    for label, file in _files():
        found = extraction.messages_of_file(file)
        extraction.add(catalogue, label, (each for each in found if _shown(label, each[0])))
    return catalogue


def _shown(label: str, identity: str | tuple[str, str]) -> bool:
    text = identity if isinstance(identity, str) else identity[0]
    if label == DESCRIPTIONS_IN and not text.endswith("."):
        return False
    return not NOT_SWITCHED_ON.search(text)


@cache
def _upstream(language: str) -> dict[object, str]:
    """What their own catalogues say in a language, by message id as gettext keeps it."""
    said: dict[object, str] = {}
    for package in CATALOGUES:
        file = _inside(package) / "locale" / language / "LC_MESSAGES" / "django.mo"
        if file.exists():
            with file.open("rb") as stream:
                said |= gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
    return said


def lacking(language: str, message: Message) -> bool:
    """Whether we must say this message ourselves in ``language``."""
    single = message.id if isinstance(message.id, str) else message.id[0]
    if language == settings.LANGUAGE_CODE:
        return False
    if AGAINST_OUR_GLOSSARY.search(single):
        return True
    key = f"{message.context}\x04{single}" if message.context else single
    said = _upstream(language)
    return not (said.get(key) or said.get((key, 0)))
