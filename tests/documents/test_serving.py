"""Bytes leave whole, checked, under a policy that lets them do nothing; staff reads are told."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404

from accounts.actor import Actor
from accounts.models import Person
from audit import log as audit_log
from audit.models import Event
from documents import actions, serving
from documents.blobs.base import BlobStore, StoreUnavailable
from documents.blobs.local import LocalStore
from documents.models import Document
from documents.storage import PlaintextRefused
from tests.documents import samples
from tests.factories import Cast
from vault import keys
from vault.errors import Damaged

pytestmark = pytest.mark.django_db


SCAN = samples.large_pdf(700_000)
"""Made once: the file says when it was made."""


@pytest.fixture
def document(local_store: BlobStore, owner: Person, actor: Actor) -> Document:
    return actions.store(io.BytesIO(SCAN), owner=owner, name="Умова #1.pdf", actor=actor)


def damage(document: Document, settings: Any, position: int) -> None:
    (path,) = settings.DOCUMENT_STORE["root"].glob(f"*/{document.blob.hex}.blob")
    sealed = bytearray(path.read_bytes())
    sealed[position] ^= 1
    path.write_bytes(sealed)


def test_a_file_leaves_as_a_download_that_can_do_nothing(document: Document, actor: Actor) -> None:
    response = actions.respond(document, actor=actor)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(document.size)
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%A3")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store, private"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response) == SCAN


def test_what_people_upload_is_never_shown_inline(document: Document, actor: Actor) -> None:
    with pytest.raises(ValueError, match="never shown"):
        actions.respond(document, actor=actor, inline=True)
    with pytest.raises(PlaintextRefused):
        default_storage.url("anything")
    with pytest.raises(PlaintextRefused):
        default_storage.save("anything", ContentFile(b"plain"))


def test_our_own_letters_may_open_in_the_browser(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    letter = actions.store_bytes(
        samples.pdf(),
        owner=owner,
        name="letter",
        media_type="application/pdf",
        actor=actor,
        kind="letter",
    )
    response = actions.respond(letter, actor=actor, inline=True)
    assert response["Content-Disposition"] == 'inline; filename="letter.pdf"'
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_each_read_by_staff_is_exactly_one_event_and_an_owners_none(
    document: Document, actor: Actor, cast: Cast
) -> None:
    officer = Actor.for_user(cast.novotna)
    before = Event.objects.count()
    actions.respond(document, actor=actor)
    actions.respond_preview(document, 1, actor=actor)
    assert Event.objects.count() == before
    actions.respond(document, actor=officer, purpose="deciding")
    actions.respond_preview(document, 1, actor=officer, purpose="deciding")
    events = Event.objects.order_by("pk")[before:]
    assert [event.name for event in events] == ["documents.read_file", "documents.read_page"]
    assert audit_log.payload_of(events[0]) == {"document": str(document.pk), "purpose": "deciding"}


@pytest.mark.parametrize("position", [0, 30, -1, -20])
def test_a_changed_header_or_end_is_noticed_before_the_first_byte(
    document: Document, actor: Actor, settings: Any, position: int
) -> None:
    damage(document, settings, position)
    with pytest.raises(Http404):
        actions.respond(document, actor=actor)


def test_a_change_in_the_middle_breaks_the_connection(
    document: Document, actor: Actor, settings: Any
) -> None:
    damage(document, settings, 500_000)
    pieces = iter(actions.respond(document, actor=actor))
    assert samples.large_pdf(700_000).startswith(next(pieces))
    with pytest.raises(Damaged):
        list(pieces)


def test_a_shorter_valid_file_in_its_place_is_noticed(
    document: Document, actor: Actor, settings: Any
) -> None:
    document.size += 1
    with pytest.raises(Http404):
        actions.respond(document, actor=actor)


def test_gone_is_not_found(document: Document, actor: Actor) -> None:
    keys.erase(document.person_id)
    with pytest.raises(Http404):
        actions.respond(document, actor=actor)
    with pytest.raises(Http404):
        actions.respond_preview(document, 1, actor=actor)


def test_a_store_that_is_down_asks_to_come_back(
    document: Document, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(self: LocalStore, blob: object) -> None:
        raise StoreUnavailable("down")

    monkeypatch.setattr(LocalStore, "open", down)
    for response in (
        actions.respond(document, actor=actor),
        actions.respond_preview(document, 1, actor=actor),
    ):
        assert response.status_code == 503
        assert response["Retry-After"] == serving.RETRY_SECONDS
