"""Planted marks, as in ``test_at_rest``, where the installed portal keeps things.

The journey runs with PostgreSQL, files in a real S3 server, sessions and cache in Redis where there
is one, and the broker's messages in files that no worker takes away. Then all of it is read as
somebody would who stole it: the dump as text, binary columns decoded, the objects and their names,
the folder of the S3 server itself, the messages, the keys of the cache, the sessions and the log.
"""

import base64
import io
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from django.conf import settings as active
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from redis import Redis

from cases.letters.rendering import render_letter
from cases.models import Letter
from config.celery import app as product
from documents.models import Document, Preview
from documents.previews import make
from jobs import broker
from tests import test_at_rest
from tests.documents.seaweed import BUCKET, SeaweedFS
from tests.marks import MarkedWorld, found_in, travel
from tests.test_at_rest import sessions

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.s3,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]

BYTEA = re.compile(r"\\\\x((?:[0-9a-f]{2})+)")
MESSAGES_AT_LEAST = 5


@pytest.fixture(scope="module")
def seaweed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeaweedFS]:
    server = SeaweedFS(tmp_path_factory.mktemp("seaweed"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The product's own broker on files; nobody takes the messages out."""
    folder = tmp_path / "broker"
    own = Celery("everywhere", broker="filesystem://")
    own.conf.broker_transport = "jobs.broker:Transport"
    own.conf.broker_transport_options = broker.options(folder)
    monkeypatch.setattr(product, "send_task", own.send_task)
    return folder / "queue"


logged = test_at_rest.logged


@pytest.fixture
def journey(
    logged: io.StringIO,
    messages: Path,
    seaweed: SeaweedFS,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> MarkedWorld:
    """The journey with real commits, and the previews that a worker would have drawn."""
    settings.DOCUMENT_STORE = seaweed.new_area()
    settings.SESSION_ENGINE = "accounts.sessions.cached_db"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    world = travel()
    for letter in Letter.objects.all():
        render_letter(letter.pk)
    for preview in Preview.objects.filter(state="pending"):
        make(preview)
    return world


def dumped() -> bytes:
    """The whole test database as ``pg_dump`` writes it, with every binary column decoded too."""
    name = connection.settings_dict
    command = ["pg_dump", "-h", name["HOST"], "-p", str(name["PORT"]), "-U", name["USER"]]
    environment = {**os.environ, "PGPASSWORD": name["PASSWORD"]}
    done = subprocess.run(
        [*command, name["NAME"]], check=True, capture_output=True, env=environment
    )
    text = done.stdout.decode()
    decoded = (bytes.fromhex(found[1]) for found in BYTEA.finditer(text))
    return done.stdout + b"\0" + b"\0".join(decoded)


def objects(seaweed: SeaweedFS) -> Iterator[tuple[str, bytes]]:
    """Every object of the bucket: its name, what is said about it, its bytes."""
    client = seaweed.client()
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET):
        for entry in page.get("Contents", []):
            got = client.get_object(Bucket=BUCKET, Key=entry["Key"])
            about = f"{entry['Key']} {got['Metadata']} {got['ContentType']}".encode()
            yield "s3", about + b"\0" + got["Body"].read()


def files(*folders: Path) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), str(path).encode() + b"\0" + path.read_bytes()


def published(queue: Path) -> Iterator[tuple[str, bytes]]:
    """The broker's messages; their bodies are base64, so they are read decoded as well."""
    for path in queue.iterdir():
        raw = path.read_bytes()
        body = re.search(rb'"body": "([^"]+)"', raw)
        yield "broker", raw + b"\0" + (base64.b64decode(body[1]) if body else b"")


def cached() -> Iterator[tuple[str, bytes]]:
    """Everything in the Redis database of the cache, where there is one."""
    location = active.CACHES["default"].get("LOCATION", "")
    if str(location).startswith("redis"):
        client = Redis.from_url(str(location))
        for key in client.scan_iter():
            yield "redis", key + b"\0" + (client.dump(key) or b"") + (_text(client, key))


def _text(client: Redis, key: bytes) -> bytes:
    return client.get(key) or b"" if client.type(key) == b"string" else b""


def test_the_dump_is_searched_as_plain_text_and_decoded(db: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE planted (open text, wide bytea)")
        cursor.execute("INSERT INTO planted VALUES ('..zqnote..', %s)", [b"..zqreply.."])
    try:
        assert {"zqnote", "zqreply"} <= found_in(dumped())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE planted")


def test_no_mark_where_the_installed_portal_keeps_things(
    journey: MarkedWorld,
    logged: io.StringIO,
    messages: Path,
    seaweed: SeaweedFS,
    tmp_path: Path,
) -> None:
    places = [
        ("dump", dumped()),
        *objects(seaweed),
        *files(Path(active.VAR_DIR), tmp_path, seaweed._folder),
        *published(messages),
        *cached(),
        *sessions(),
        *(("mail", str(message.message()).encode()) for message in mail.outbox),
        ("log", logged.getvalue().encode()),
    ]
    kinds = [kind for kind, _data in places]
    assert kinds.count("s3") >= Document.objects.filter(state="stored").count()
    assert kinds.count("broker") >= MESSAGES_AT_LEAST
    assert {"session", "mail"} <= set(kinds)
    assert b"allowed@example.org" in places[0][1], "the dump is of this journey"
    if os.environ.get("POBYT_TEST_REDIS_URL"):
        assert "redis" in kinds
        cache.clear()
    assert {(place, mark) for place, data in places for mark in found_in(data)} == set()
