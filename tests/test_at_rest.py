"""Planted marks: what people write is found nowhere outside the allow-list of the data map.

A case goes its way with a mark in every name, answer, file, file name, note, request, reply,
comment and reference. Then the database, the folders of state and of temporary files, e-mails and
logs are searched for the marks in every form in which they could lie there.
"""

import base64
import io
import json
import logging
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from structlog.stdlib import ProcessorFormatter

from accounts.actor import Actor
from accounts.models import Person, User
from applicants.actions.replying import reply_to, save_reply, send_reply
from applicants.models import Draft
from applicants.needs import needs_of
from audit import log, verification
from audit.models import Event
from cases.actions import note
from cases.actions.fees import record_fee
from cases.actions.requests import Asked, ask
from cases.decisions import propose, send_back
from cases.decisions.proposal import GRANT, Proposal
from cases.letters.rendering import render_letter
from cases.models import Case, Letter
from documents.actions import store
from documents.errors import Unreadable
from documents.models import Document
from documents.opening import open_plain
from permits.models import Phrase
from postbox.actions import deliver_notice
from postbox.models import Message, Notice
from tests.applicants.filling import complete_answers
from tests.documents.samples import jpeg
from tests.factories import signed_in
from tests.world import PERMIT, World
from vault import keys
from vault.errors import Erased

MARKS = {
    "Shevchenko": "Zqfamilyname",
    "Oksana": "Zqgivenname",
    "Шевченко Оксана": "Зкріднеімя",
    "зварювальник": "Зкпрофесія",
    "Перший рядок\nДругий рядок": "Zqlonganswer",
    "Dlouhá": "Zqstreet",
    "UT1234500": "ZQ7654321",
    "oksana@example.org": "zqmail@example.org",
    "Lviv": "Zqbirthplace",
}
TYPED = [
    "zqfilename", "zqfilecontent", "zqnote", "zqrequest", "zqreply", "zqreference", "zqcomment",
    "zqreturn", "zqpurpose",
]  # fmt: skip


def marked(value: Any) -> Any:
    """The same answers with a mark in place of each text."""
    if isinstance(value, dict):
        return {key: marked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [marked(item) for item in value]
    return MARKS.get(value, value) if isinstance(value, str) else value


class MarkedWorld(World):
    """The world, with a mark in everything that is typed or uploaded."""

    @property
    def oksana(self) -> User:
        return self._user(
            "login.name",
            given_names="Zqgivenname",
            family_name="Zqfamilyname",
            native_name="Зкріднеімя",
            birth_date="1994-03-12",
            language="uk",
            email="allowed@example.org",
        )

    def new_document(self) -> Document:
        return store(
            io.BytesIO(jpeg(comment=b"zqfilecontent")),
            owner=self.oksana.person,
            name="zqfilename.jpg",
            actor=self.applicant,
        )

    def new_draft(self) -> Draft:
        draft = super().new_draft()
        draft.answers = marked(complete_answers(PERMIT))
        draft.save()
        return draft


def look_around(world: World, case: Case) -> None:
    """Both sides open their pages, and the office searches for what it was told."""
    applicant, officer = signed_in(world.oksana), signed_in(world.novotna, "officer")
    paper, message = world.case_document.pk, Message.objects.earliest("sent_at")
    search = reverse("cases:search")
    for client, path in (
        (applicant, reverse("applicants:home")),
        (applicant, reverse("applicants:case", args=[case.pk])),
        (applicant, reverse("postbox:list")),
        (applicant, reverse("postbox:message", args=[message.pk])),
        (officer, reverse("cases:queue")),
        (officer, reverse("cases:case", args=[case.pk])),
        (officer, reverse("cases:document", args=[case.pk, paper])),
        (officer, f"{search}?q=ZQ7654321"),
        (officer, f"{search}?q=Zqfamilyname"),
    ):
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        if response.streaming:
            assert b"".join(response)  # type: ignore[call-overload]


def send_forms(world: MarkedWorld, case: Case) -> None:
    """What passes through the views: taken, refused, not understood, and by nobody known."""
    applicant, officer = signed_in(world.oksana), signed_in(world.novotna, "officer")
    draft = world.new_draft()
    upload = reverse("applicants:upload", args=[draft.pk, needs_of(draft).cards[0].code])
    page = reverse("applicants:section", args=[draft.pk, "person"])
    note_page = reverse("cases:act", args=[case.pk, "note"])
    names = {"name.family": "Zqfamilyname", "name.given": "Zqgivenname", "birth_date": "Zqstreet"}
    child = {"family_name": "Zqfamilyname", "given_names": "Zqgivenname", "birth_date": "zqnote"}
    for client, path, data, expected in (
        (applicant, f"{page}save/", names, 200),
        (applicant, page, names, 422),
        (Client(), page, names, 302),
        (Client(enforce_csrf_checks=True), page, names, 403),
        (applicant, reverse("accounts:add-child"), child, 200),
        (officer, note_page, {"text": "zqnote"}, 302),
        (
            Client(),
            reverse("account_login"),
            {"login": "zqnote", "password": "zqreply zqnote"},
            200,
        ),
    ):
        assert client.post(path, data).status_code == expected, path
    for content, expected in ((jpeg(comment=b"zqfilecontent"), 201), (b"zqfilecontent", 422)):
        response = applicant.post(
            upload,
            content,
            content_type="application/octet-stream",
            headers={"X-File-Name": "zqfilename.jpg"},
        )
        assert response.status_code == expected


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


def travel() -> MarkedWorld:
    """A case goes its way, with a mark in everything that somebody writes or sends."""
    world = MarkedWorld()
    case, officer = world.case, world.officer
    note(case, "zqnote", actor=officer)
    phrase = Phrase.objects.filter(pack="cz", kind="paper").first()
    assert phrase is not None
    wanted = [Asked("missing", phrase.code, world.case_document.requirement)]
    request = ask(case, wanted, legal_basis="section 1", text="zqrequest", actor=officer)
    reply = reply_to(request)
    save_reply(reply, "zqreply")
    send_reply(reply, language="uk", actor=world.applicant)
    today = timezone.localdate()
    record_fee(case, method="card", paid_on=today, reference="zqreference", actor=officer)
    proposal = Proposal(
        GRANT, valid_from=today, valid_to=today + timedelta(days=365), comment="zqcomment"
    )
    decision = propose(case, proposal, actor=officer)
    second = Actor.for_user(world.dvorak)
    send_back(decision, version=1, comment="zqreturn", actor=second)
    log.read(
        "cases.view_case", actor=second, subjects=[case.person_id], case=case.pk,
        purpose="zqpurpose",
    )  # fmt: skip
    for letter in Letter.objects.all():
        render_letter(letter.pk)
    look_around(world, case)
    send_forms(world, case)
    for notice in Notice.objects.all():
        deliver_notice(notice.pk)
    return world


def forms_of(mark: str) -> Iterator[bytes]:
    """The mark as it could lie somewhere: plain, wide, escaped, in base64 at each offset."""
    for text in {mark, mark.upper(), mark.lower()}:
        plain = text.encode()
        yield plain
        yield text.encode("utf-16-le")
        yield json.dumps(text)[1:-1].encode()
        for offset in range(3):
            yield base64.b64encode(bytes(offset) + plain)[4 : -4 or None]
        yield plain.hex().encode()


ALL = {form: mark for mark in [*MARKS.values(), *TYPED] for form in forms_of(mark) if len(form) > 5}


def found_in(data: bytes) -> set[str]:
    return {mark for form, mark in ALL.items() if form in data}


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
    """What each session holds: its row is compressed, and signed but not sealed."""
    for row in Session.objects.all():
        yield "session", str(row.get_decoded()).encode()


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
