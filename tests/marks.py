"""Planted marks: a case goes its way with one in everything that somebody writes or sends."""

import base64
import io
import json
import zlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from redis import Redis

from accounts.actor import Actor
from accounts.models import User
from applicants.actions.changing import attach_to_change, change_in, save_change, send_change
from applicants.actions.replying import reply_to, save_reply, send_reply
from applicants.models import Draft
from applicants.needs import needs_of
from audit import log
from cases.actions import note
from cases.actions.fees import record_fee
from cases.actions.reporting import take_note
from cases.actions.requests import Asked, ask
from cases.decisions import propose, send_back
from cases.decisions.proposal import GRANT, Proposal
from cases.letters.rendering import render_letter
from cases.models import Case, Letter
from documents.actions import store
from documents.models import Document
from permits.changes import kinds
from permits.models import Phrase
from postbox.actions import deliver_notice
from postbox.models import Message, Notice
from tests.applicants.filling import complete_answers, filled
from tests.documents.samples import jpeg
from tests.factories import signed_in
from tests.world import PERMIT, World

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
    "zqreturn", "zqpurpose", "zqnewstreet", "zqnewname",
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
        (applicant, reverse("applicants:change", args=[case.pk, "NAME"])),
        (applicant, reverse("applicants:change_report", args=[case.pk, case.changes.get().pk])),
        (applicant, reverse("postbox:list")),
        (applicant, reverse("postbox:message", args=[message.pk])),
        (officer, reverse("cases:queue")),
        (officer, reverse("cases:case", args=[case.pk])),
        (officer, reverse("cases:document", args=[case.pk, paper])),
    ):
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        if response.streaming:
            assert b"".join(response)  # type: ignore[call-overload]
    for sought in ("ZQ7654321", "Zqfamilyname"):
        found = officer.post(search, {"q": sought})
        assert officer.get(search, {"again": found.context["again"]}).context["text"] == sought


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


def report_changes(world: MarkedWorld, case: Case) -> None:
    """One change is sent with a file and read; another one is begun and left."""
    for kind, posted in (
        ("NAME", {"name.family": "zqnewname"}),
        ("ADDRESS", {"address_here.street": "zqnewstreet", "address_here.city": "Brno"}),
    ):
        draft = change_in(case, kinds("cz")[kind], language="uk")
        typed = {**filled(draft.section, since="20.11.2026"), **posted}
        save_change(draft, posted=typed, was=None, actor=world.applicant)
    attach_to_change(draft, "ACCOM", world.new_document(), actor=world.applicant)
    draft.refresh_from_db(fields=["answers"])
    take_note(send_change(draft, actor=world.applicant), actor=world.officer)


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
    report_changes(world, case)
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


def readings(data: bytes) -> Iterator[bytes]:
    """The bytes, and what base64 and zlib make of each part of them, as a thief would try."""
    yield data
    for part in data.replace(b".", b":").split(b":"):
        for decode in (base64.b64decode, base64.urlsafe_b64decode):
            try:
                decoded = decode(part + b"=" * (-len(part) % 4))
                yield decoded
                yield zlib.decompress(decoded)
            except (ValueError, zlib.error):  # not packed in this way
                pass


def in_the_cache() -> Iterator[tuple[bytes, bytes]]:
    """Every name in the cache of this test with its value, in memory or in Redis."""
    location = str(settings.CACHES["default"].get("LOCATION", ""))
    if not location.startswith("redis"):
        for name, value in cache._cache.items():  # type: ignore[attr-defined]
            yield str(name).encode(), value
        return
    client = Redis.from_url(location)
    for name in client.scan_iter():
        yield name, client.get(name) or b""
