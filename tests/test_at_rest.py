"""Planted marks: what people write is found nowhere outside the allow-list of the data map.

A case goes its way with a mark in every name, answer, file, file name, note, request, reply,
comment and reference. Then the database, the folders of state and of temporary files, e-mails and
logs are searched for the marks in every form in which they could lie there.
"""

import base64
import io
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from structlog.stdlib import ProcessorFormatter

from accounts.models import Person
from audit import log, verification
from audit.models import Event
from cases.models import Case
from documents.errors import Unreadable
from documents.models import Document
from documents.opening import open_plain
from postbox.models import Message
from tests.marks import MarkedWorld, found_in, readings, travel
from vault import keys
from vault.errors import Erased


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the process writes to its log."""
    lines = next(
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, ProcessorFormatter)
    )
    assert isinstance(lines, logging.StreamHandler)
    text = io.StringIO()
    before = lines.setStream(text)
    yield text
    lines.setStream(before)


@pytest.fixture
def journey(
    db: None,
    logged: io.StringIO,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> MarkedWorld:
    """From the first answer to a proposal that came back."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with django_capture_on_commit_callbacks(execute=True):
        return travel()


def every_row() -> Iterator[tuple[str, bytes]]:
    """Each table's name, and a row's values as bytes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                values = (
                    bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row
                )
                yield table, b"\0".join(values)


def sessions() -> Iterator[tuple[str, bytes]]:
    """What each session's row says, in whichever way it may be packed."""
    for row in Session.objects.all():
        for reading in readings(row.session_data.encode()):
            yield "session", reading


def test_the_search_itself_finds_what_lies_open() -> None:
    for data in (b"..zqnote..", "Зкріднеімя".encode(), base64.b64encode(b"x zqfilecontent y")):
        assert found_in(data)
    assert not found_in(b"nothing of interest")


def every_file() -> Iterator[tuple[str, bytes]]:
    """Each file of the folders of state and of temporary files: its name, and name with content."""
    for folder in (Path(settings.VAR_DIR), Path(tempfile.gettempdir())):
        for path in folder.rglob("*"):
            if path.is_file():
                yield path.name, str(path).encode() + path.read_bytes()


def test_no_mark_in_table_file_mail_or_log(journey: MarkedWorld, logged: io.StringIO) -> None:
    places = [
        *every_row(),
        *every_file(),
        *sessions(),
        *(("mail", str(message.message()).encode()) for message in mail.outbox),
        ("log", logged.getvalue().encode()),
    ]
    assert {kind for kind, _ in places} >= {"cases_case", "test-keyring.json", "session", "mail"}
    assert "request_finished" in logged.getvalue()
    assert {(place, mark) for place, data in places for mark in found_in(data)} == set()


def test_erasing_a_person_turns_everything_into_noise(journey: MarkedWorld) -> None:
    person_id = journey.oksana.person.pk
    case = Case.objects.get(pk=journey.case.pk)
    assert list(verification.findings()) == []
    assert case.answers
    assert Message.objects.filter(person_id=person_id).first().body
    keys.erase(person_id)
    keys.forget()
    for broken in (
        lambda: Person.objects.get(pk=person_id).family_name,
        lambda: Case.objects.get(pk=case.pk).answers,
        lambda: Message.objects.filter(person_id=person_id).first().body,
        lambda: Document.objects.filter(person_id=person_id).first().file_name,
        lambda: log.payload_of(
            Event.objects.filter(sealed_for=person_id).exclude(sealed=None).earliest("id")
        ),
    ):
        with pytest.raises(Erased):
            broken()
    for document in Document.objects.filter(person_id=person_id, state="stored"):
        with pytest.raises(Unreadable):
            open_plain(document)
    assert list(verification.findings()) == []
