"""Reading the environment: database, secrets, lists; secrets kept in a file of mode 0600."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

LEAST_LENGTH = 50
LEAST_DIFFERENT = 10


def database(sqlite_file: Path) -> dict[str, Any]:
    """PostgreSQL when ``POBYT_DB_NAME`` is set, SQLite at ``sqlite_file`` otherwise."""
    name = os.environ.get("POBYT_DB_NAME")
    if name:
        return {
            "ENGINE": "config.postgresql",
            "NAME": name,
            "HOST": os.environ.get("POBYT_DB_HOST", "127.0.0.1"),
            "PORT": os.environ.get("POBYT_DB_PORT", "5432"),
            "USER": os.environ.get("POBYT_DB_USER", "postgres"),
            "PASSWORD": os.environ.get("POBYT_DB_PASSWORD", ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            # What a connection asks for the sixth time is parsed and often planned already.
            "OPTIONS": {
                "server_side_binding": True,
                "prepare_threshold": 5,
                "keepalives_idle": 30,
                "keepalives_interval": 10,
                "keepalives_count": 3,
            },
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": sqlite_file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                # Without it REPLACE removes rows past the guards (audit/guards.py).
                "PRAGMA recursive_triggers=ON;"
            ),
        },
    }


def secret_from_file(path: Path) -> str:
    """The secret kept in ``path``; made on first use, readable by the owner alone."""
    try:
        return path.read_text()
    except FileNotFoundError:
        pass
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_urlsafe(64)
        file.write(secret)
    return secret


def required(name: str) -> str:
    """The value of a variable. Raises ``ImproperlyConfigured`` when it is missing or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"set {name}")
    return value


def strong_secret(name: str) -> str:
    """A secret of at least 50 characters, at least 10 of them different. Raises otherwise."""
    return _strong(name, required(name))


def strong_secrets(name: str) -> list[str]:
    """Earlier secrets that still open old sessions, just as strong; usually there are none."""
    return [_strong(name, value) for value in listed(name)]


def _strong(name: str, value: str) -> str:
    if len(value) < LEAST_LENGTH or len(set(value)) < LEAST_DIFFERENT:
        raise ImproperlyConfigured(
            f"{name} is weak: give at least {LEAST_LENGTH} random characters, "
            "for example of `openssl rand -base64 48`"
        )
    return value


def listed(name: str, *, needed: bool = False) -> list[str]:
    """The values of a comma-separated variable. Raises when ``needed`` and there is none."""
    text = required(name) if needed else os.environ.get(name, "")
    return [part.strip() for part in text.split(",") if part.strip()]


def hosts(name: str) -> list[str]:
    """The names under which the portal answers. Raises when there is none, or one is for all."""
    names = listed(name, needed=True)
    if any("*" in each for each in names):
        raise ImproperlyConfigured(f"{name} must name each host: a star lets in every one")
    return names


def flag(name: str) -> bool:
    """Whether a variable is ``1``."""
    return os.environ.get(name) == "1"


def pages_address(name: str) -> str:
    """The portal's own address, https and without a path. Raises otherwise."""
    value = required(name).rstrip("/")
    if not value.startswith("https://") or "/" in value.removeprefix("https://"):
        raise ImproperlyConfigured(f"{name} must be https://host, without a path")
    return value
