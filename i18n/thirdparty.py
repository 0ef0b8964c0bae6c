"""Messages of Django and django-allauth that our pages can show.

Their own catalogues come first; where one lacks a message in a language of ours, or says it against
our glossary, our catalogue says it. ``catalogs update`` and ``check`` take these files in.
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

TEMPLATES = ("allauth/templates/account", "allauth/templates/mfa", "allauth/templates/allauth")
"""Folders of third-party templates; a template that ours replace is left out."""

UNUSED = re.compile(r"webauthn|phone|socialaccount|trust\.html|login_code|user_signed_up_phone")
"""Parts of those packages that are not switched on."""

CATALOGUES = ("django/conf", "django/contrib/auth", "allauth")

AGAINST_OUR_GLOSSARY = re.compile(
    r"recovery code|two-factor|authenticator app|passkey|security key", re.IGNORECASE
)
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
    ours = Path(settings.BASE_DIR) / "templates"
    for relative in TEMPLATES:
        folder = _inside(relative)
        for file in sorted(folder.rglob("*")):
            name = file.relative_to(folder.parent)
            if file.suffix in extraction.TEMPLATE_ENDINGS and not (ours / name).exists():
                files.append((_label(relative, folder, file), file))
    return [(label, file) for label, file in files if not UNUSED.search(label)]


def _label(relative: str, path: Path, file: Path) -> str:
    return relative if file == path else f"{relative}/{file.relative_to(path).as_posix()}"


@cache
def messages() -> Catalog:
    """Every message of the files above."""
    catalogue = Catalog()
    for label, file in _files():
        extraction.add(catalogue, label, extraction.messages_of_file(file))
    return catalogue


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
    single = message.id[0] if isinstance(message.id, tuple) else message.id
    if language == settings.LANGUAGE_CODE:
        return False
    if AGAINST_OUR_GLOSSARY.search(single):
        return True
    key = f"{message.context}\x04{single}" if message.context else single
    said = _upstream(language)
    return not (said.get(key) or said.get((key, 0)))
