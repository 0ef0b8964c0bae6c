"""A portal of one size: its database, its folder, its servers, and what the lines must know."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.bench.figures import Figure
from scripts.bench.serving import Server

TOKEN = "a" * 32


@dataclass(frozen=True)
class Place:
    """``known``: sessions and ids, as ``scripts.bench.inside`` printed them."""

    name: str
    environment: dict[str, str]
    known: dict[str, Any]

    @classmethod
    def prepared(cls, name: str, size: int) -> "Place":
        """Make database, schema, cases and sessions, or find those of the last run."""
        environment = _environment(f"pobyt_bench_{name.lower()}")
        _create_database(environment)
        known = _inside(environment, "seed", str(size))
        bare = {**environment, "DJANGO_SETTINGS_MODULE": ""}
        command = [sys.executable, "-m", "scripts.bench.anchor"]
        anchor = subprocess.check_output(command, env=bare, text=True).strip()
        return cls(name, environment, {**known, "anchor": anchor})

    def anchor(self) -> Server:
        return Server("scripts.bench.anchor:application", self.environment)

    def portal(self) -> Server:
        return Server("config.wsgi:application", self.environment)

    def bare_headers(self) -> dict[str, str]:
        return {"Cookie": f"anchor={self.known['anchor']}"}

    def headers(self, who: str, **more: str) -> dict[str, str]:
        """As a browser in which ``officer`` or ``applicant`` has signed in sends them."""
        cookie = f"sessionid={self.known[who]}; csrftoken={TOKEN}"
        return {"Cookie": cookie, "X-CSRFToken": TOKEN, **more}

    def counted(self) -> list[Figure]:
        """Statements of SQL a page, and the cost of opening what is sealed."""
        rows = _inside(self.environment, "count")["figures"]
        return [Figure(self.name, *row) for row in rows]


def _environment(database: str) -> dict[str, str]:
    # An installation keeps its bytecode: compiling the source anew is no part of a start.
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,
        "POBYT_DB_NAME": database,
        "POBYT_DB_HOST": os.environ.get("POBYT_DB_HOST", "127.0.0.1"),
        "POBYT_VAR": str(Path(tempfile.gettempdir()) / database),
        "POBYT_DEMONSTRATION": "0",
        "DJANGO_SETTINGS_MODULE": "config.settings.bench",
    }


def _create_database(environment: dict[str, str]) -> None:
    """Does nothing where it is there; says on standard error why it could not."""
    where = ["-h", environment["POBYT_DB_HOST"], "-U", environment.get("POBYT_DB_USER", "postgres")]
    command = ["createdb", *where, environment["POBYT_DB_NAME"]]
    made = subprocess.run(command, check=False, capture_output=True, text=True)
    if made.returncode and "already exists" not in made.stderr:
        raise SystemExit(f"make bench needs PostgreSQL (POBYT_DB_HOST): {made.stderr.strip()}")


def _inside(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    """Run ``scripts.bench.inside``; the last line that it prints is JSON."""
    command = [sys.executable, "-W", "ignore", "-m", "scripts.bench.inside", *arguments]
    out = subprocess.check_output(command, env=environment, text=True)
    found: dict[str, Any] = json.loads(out.splitlines()[-1])
    return found
