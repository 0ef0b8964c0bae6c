"""A file is stored sealed and whole, or refused with a sentence; nothing lies in between."""

import io
import random
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from accounts.actor import Actor
from accounts.models import Person
from audit.models import Event
from documents import actions
from documents.blobs.base import BlobStore, StoreUnavailable
from documents.blobs.local import LocalSink
from documents.errors import SENTENCES, Refused, Unreadable, sentence
from documents.models import Document, State
from tests.documents import samples
from vault import keys

pytestmark = pytest.mark.django_db


def store(data: bytes, owner: Person, actor: Actor, **options: Any) -> Document:
    return actions.store(
        io.BytesIO(data), owner=owner, actor=actor, **{"name": "scan.pdf", **options}
    )


@pytest.mark.parametrize(
    ("data", "media_type", "pages"),
    [
        (samples.jpeg(), "image/jpeg", 1),
        (samples.jpeg(progressive=True), "image/jpeg", 1),
        (samples.png(), "image/png", 1),
        (samples.png(mode="P"), "image/png", 1),
        (samples.pdf(), "application/pdf", 1),
        (samples.pdf(pages=7), "application/pdf", 7),
        (b"\xef\xbb\xbf\r\n" + samples.pdf(), "application/pdf", 1),
        (samples.locked_pdf(user=""), "application/pdf", 1),
    ],
)
def test_an_accepted_file_is_stored_sealed_and_reads_back(
    store_: BlobStore, owner: Person, actor: Actor, data: bytes, media_type: str, pages: int
) -> None:
    document = store(data, owner, actor, size=len(data))
    document.refresh_from_db()
    assert (document.state, document.media_type) == (State.STORED, media_type)
    assert (document.size, document.pages) == (len(data), pages)
    with actions.open_plain(document) as file:
        assert file.read() == data
    with store_.open(document.blob) as sealed:
        assert data[:32] not in sealed.read()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"hello", "wrong_type"),
        (b"GIF89a" + bytes(100), "wrong_type"),
        (samples.locked_pdf(), "encrypted"),
        (samples.scripted_pdf(), "active_content"),
        (samples.carrying_pdf(), "active_content"),
        (samples.pdf(pages=501), "too_many_pages"),
        (samples.pdf()[:-200], "broken_pdf"),
        (b"%PDF-1.7\nnothing here\n%%EOF", "broken_pdf"),
        (samples.jpeg()[:-2000], "broken_image"),
        (samples.png()[:-2000], "broken_image"),
    ],
)
def test_a_refused_file_leaves_no_bytes_and_no_key(
    local_store: BlobStore, owner: Person, actor: Actor, data: bytes, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        store(data, owner, actor)
    assert refused.value.code == code
    assert str(refused.value.message) == str(sentence(code))
    assert list(local_store.listing()) == []
    for row in Document.objects.all():
        assert (row.state, row.reason) == (State.REMOVED, code)
        assert row.sealed_key is None
        assert row.file_name is None


def test_a_refused_large_file_leaves_nothing_in_s3_either(
    store_: BlobStore, owner: Person, actor: Actor
) -> None:
    data = samples.large_pdf(9_000_000)[:-500]
    with pytest.raises(Refused, match="broken_pdf"):
        store(data, owner, actor)
    assert list(store_.listing()) == []


def test_a_file_that_ends_before_its_announced_size_was_cut_off(
    store_: BlobStore, owner: Person, actor: Actor
) -> None:
    data = samples.pdf()
    with pytest.raises(Refused, match="cut_off"):
        store(data, owner, actor, size=len(data) + 1)
    assert list(store_.listing()) == []


@pytest.mark.parametrize("after", [0, 1_000, 300_000])
def test_a_connection_that_breaks_is_a_cut(
    local_store: BlobStore, owner: Person, actor: Actor, after: int
) -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() >= after:
                raise OSError("connection reset")
            return super().read(min(size or 0, 100_000))

    with pytest.raises(Refused, match="cut_off"):
        actions.store(Breaking(samples.large_pdf(400_000)), owner=owner, name="a.pdf", actor=actor)
    assert list(local_store.listing()) == []


def test_a_file_over_the_limit_is_refused_before_and_while_it_is_read(
    local_store: BlobStore, owner: Person, actor: Actor, settings: Any
) -> None:
    settings.DOCUMENT_MAX_BYTES = 100_000
    for size in (100_001, None):
        with pytest.raises(Refused, match="too_large"):
            store(samples.large_pdf(100_001), owner, actor, size=size)
    assert list(local_store.listing()) == []


def test_a_store_that_fails_is_an_outage_not_a_bad_file(
    local_store: BlobStore, owner: Person, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: LocalSink, data: bytes) -> int:
        raise StoreUnavailable("no space left")

    monkeypatch.setattr(LocalSink, "write", full)
    with pytest.raises(Refused, match="unavailable"):
        store(samples.pdf(), owner, actor)
    assert Document.objects.get().reason == "unavailable"


def test_storing_and_removing_are_audited_without_anything_personal_in_the_open(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    document = store(samples.pdf(), owner, actor, name="Kovalenko.pdf")
    actions.remove(document, actor=actor)
    actions.remove(document, actor=actor)
    names = Event.objects.filter(name__startswith="documents.").values_list("name", flat=True)
    assert sorted(names) == ["documents.removed_file", "documents.stored_file"]


def test_a_removed_file_is_shredded(store_: BlobStore, owner: Person, actor: Actor) -> None:
    document = store(samples.pdf(), owner, actor)
    actions.remove(document, actor=actor)
    document.refresh_from_db()
    assert (document.state, document.sealed_key) == (State.REMOVED, None)
    assert list(store_.listing()) == []
    with pytest.raises(Unreadable):
        actions.open_plain(document)


def test_a_file_of_an_erased_person_is_noise(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    document = store(samples.pdf(), owner, actor)
    keys.erase(owner.pk)
    with pytest.raises(Unreadable):
        actions.open_plain(document)


def test_bytes_moved_to_another_document_do_not_open(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    first, second = (store(samples.pdf(), owner, actor) for _ in range(2))
    second.blob = first.blob
    with pytest.raises(Unreadable):
        actions.open_plain(second)
    second.sealed_key = first.sealed_key
    second.person_id = keys.SYSTEM_SUBJECT
    with pytest.raises(Unreadable):
        actions.open_plain(second)


def test_what_a_crash_left_pending_is_cleared(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    crashed = Document.objects.create(
        person=owner, file_name="a.pdf", media_type="application/pdf", sealed_key=b"x" * 100
    )
    done = store(samples.pdf(), owner, actor)
    assert list(Document.objects.abandoned(timezone.now())) == [crashed]
    actions.clear_abandoned(crashed)
    actions.clear_abandoned(done)
    crashed.refresh_from_db()
    done.refresh_from_db()
    assert (crashed.state, crashed.reason) == (State.REMOVED, "abandoned")
    assert done.state == State.STORED


def test_the_products_own_papers_are_kept_the_same_way(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    paper = {"owner": owner, "name": "letter.pdf", "actor": actor, "kind": "letter"}
    kept = actions.store_bytes(samples.pdf(), media_type="application/pdf", **paper)
    assert (kept.kind, kept.is_stored) == ("letter", True)
    with pytest.raises(ValueError, match="image/png"):
        actions.store_bytes(samples.png(), media_type="application/pdf", **paper)


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_says_what_to_do(code: str) -> None:
    with override("en"):
        text = str(sentence(code))
    assert text.endswith(".")
    assert any(word in text for word in ("upload", "Upload", "Try again"))


def test_a_chance_stream_of_noise_is_never_taken(owner: Person, actor: Actor) -> None:
    for seed in range(50):
        with pytest.raises(Refused, match="wrong_type"):
            store(random.Random(seed).randbytes(10_000), owner, actor)
    with pytest.raises(ObjectDoesNotExist):
        Document.objects.get()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
def test_only_the_steps_before_the_link_do_not_wait_for_the_disk(
    owner: Person, actor: Actor
) -> None:
    with CaptureQueriesContext(connection) as captured:
        store(samples.pdf(), owner, actor)
    relaxed = [row["sql"] for row in captured.captured_queries if "synchronous" in row["sql"]]
    assert relaxed == ["SET LOCAL synchronous_commit TO OFF"] * 2  # pending, stored
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
def test_within_another_transaction_nothing_is_relaxed(owner: Person, actor: Actor) -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        store(samples.pdf(), owner, actor)
    assert not [row for row in captured.captured_queries if "synchronous" in row["sql"]]
