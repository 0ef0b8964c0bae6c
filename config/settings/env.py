"""Reading the environment: the database, and secrets kept in a file of mode 0600."""

import os
import secrets
from pathlib import Path
from typing import Any


def database(sqlite_file: Path) -> dict[str, Any]:
    """PostgreSQL when ``POBYT_DB_NAME`` is set, SQLite at ``sqlite_file`` otherwise."""
    name = os.environ.get("POBYT_DB_NAME")
    if name:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "HOST": os.environ.get("POBYT_DB_HOST", "127.0.0.1"),
            "PORT": os.environ.get("POBYT_DB_PORT", "5432"),
            "USER": os.environ.get("POBYT_DB_USER", "postgres"),
            "PASSWORD": os.environ.get("POBYT_DB_PASSWORD", ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": sqlite_file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
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
