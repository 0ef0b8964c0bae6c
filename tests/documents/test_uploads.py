"""Both ways in: sealed from the first byte, nothing without the token, no file harms another."""

import io
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory

from accounts.actor import Actor
from accounts.models import Person, User
from documents import actions, uploads
from documents.blobs.base import BlobStore
from documents.blobs.s3 import S3Store
from documents.models import Document, Preview, State
from tests.documents import samples
from tests.documents.watching import Watch

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.documents.upload_urls")]
TOKEN = "t" * 32
CANARY = b"PLANTED-CANARY-4711"


@pytest.fixture
def client(oksana: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(oksana)
    client.cookies["csrftoken"] = TOKEN
    return client


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """The folder for temporary files, seen by Python and by the libraries beneath it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    watch = Watch(folder)
    yield watch
    watch.close()


def send(client: Client, data: bytes, name: str = "scan.pdf", **headers: str) -> Any:
    headers = {"X-CSRFToken": TOKEN, "X-File-Name": quote(name), **headers}
    return client.post(
        "/upload", data=data, content_type="application/octet-stream", headers=headers
    )


def send_form(client: Client, *files: bytes, whole: bool = True, token: str = TOKEN) -> Any:
    form: dict[str, Any] = {"csrfmiddlewaretoken": token, "file": []}
    form["file"] = [SimpleUploadedFile(f"{n}.pdf", data) for n, data in enumerate(files)]
    if whole:
        form["end_of_form"] = "1"
    return client.post("/upload", data=form)


def test_a_raw_body_is_stored_under_the_name_in_its_header(
    store_: BlobStore, client: Client
) -> None:
    response = send(client, samples.pdf(), name="Договір найму.pdf")
    assert response.status_code == 201
    document = Document.objects.get(pk=response.json()["id"])
    assert (document.file_name, document.state) == ("Договір найму.pdf", State.STORED)


def test_a_form_without_script_stores_every_good_file_and_tells_of_the_others(
    store_: BlobStore, client: Client
) -> None:
    response = send_form(client, samples.pdf(), b"<html>", samples.jpeg(), samples.locked_pdf())
    assert response.content.decode().split("\n") == [
        "1.pdf: wrong_type",
        "3.pdf: encrypted",
        "2 stored",
    ]
    assert Document.objects.stored().count() == 2
    assert len(list(store_.listing())) == 2


def test_without_the_token_nothing_is_kept(
    local_store: BlobStore, client: Client, temporary: Watch
) -> None:
    refused = [
        send(client, samples.large_pdf(3_000_000), **{"X-CSRFToken": "x" * 32}),
        send_form(client, samples.large_pdf(3_000_000), token="x" * 32),
        Client(enforce_csrf_checks=True).post("/upload", data=b"%PDF-", content_type="text/plain"),
    ]
    assert [response.status_code for response in refused] == [403, 403, 302]
    assert not Document.objects.stored().exists()
    assert list(local_store.listing()) == []
    assert temporary.names() == []


@pytest.mark.parametrize("size", [20_000_000, 50_000_000])
def test_plaintext_never_touches_the_disk(
    local_store: BlobStore, client: Client, temporary: Watch, tmp_path: Path, size: int
) -> None:
    data = samples.large_pdf(size - 100_000).replace(b"%\xbf\xf7", CANARY + b"\n%\xbf", 1)
    assert send(client, data, name=f"{CANARY.decode()}.pdf").status_code == 201
    assert send_form(client, data[: 3_000_000 - 100], samples.jpeg()).status_code == 200
    actions.respond_preview(_first(), 1, actor=Actor.for_user(_user()))
    assert temporary.names() == []
    found = [path for path in tmp_path.rglob("*") if path.is_file() and _has_canary(path)]
    assert found == []


def _first() -> Document:
    return Document.objects.stored().earliest("created_at")


def _user() -> User:
    return User.objects.get(username="oksana")


def _has_canary(path: Path) -> bool:
    return CANARY in path.read_bytes() or CANARY.decode() in path.name


def test_the_watch_would_have_seen_it(client: Client, temporary: Watch, settings: Any) -> None:
    """The same upload through Django's own handler does leave plaintext there."""
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    form = {"csrfmiddlewaretoken": TOKEN, "file": SimpleUploadedFile("a", bytes(3_000_000))}
    client.post("/plain", data=form)
    assert temporary.names() != []


def test_a_page_that_takes_no_files_throws_them_away(client: Client, temporary: Watch) -> None:
    form = {"csrfmiddlewaretoken": TOKEN, "file": SimpleUploadedFile("a", bytes(3_000_000))}
    assert client.post("/plain", data=form).content == b"0 files"
    assert temporary.names() == []


def arriving(body: bytes, announced: int, content_type: str = uploads.RAW) -> WSGIRequest:
    """A request whose body ends before (or at) its announced length."""
    environ = RequestFactory(headers={"X-CSRFToken": TOKEN})._base_environ(
        REQUEST_METHOD="POST", CONTENT_TYPE=content_type, CONTENT_LENGTH=str(announced)
    )
    request = WSGIRequest({**environ, "wsgi.input": io.BytesIO(body)})
    request.COOKIES["csrftoken"] = TOKEN
    return request


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.999])
def test_a_body_that_was_cut_is_told_and_not_kept(
    local_store: BlobStore, owner: Person, actor: Actor, share: float
) -> None:
    data = samples.large_pdf(2_000_000)
    request = arriving(data[: int(len(data) * share)], len(data))
    received = uploads.receive(request, owner=owner, actor=actor)
    assert [refusal.code for refusal in received.refusals] == ["cut_off"]
    assert list(local_store.listing()) == []


@pytest.mark.parametrize("share", [0.2, 0.9])
def test_a_form_that_was_cut_within_a_file_keeps_none(
    local_store: BlobStore, owner: Person, actor: Actor, share: float
) -> None:
    data = samples.jpeg(2000, 2000)
    head = (
        b'--B\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        + TOKEN.encode()
        + b'\r\n--B\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    )
    body = head + data[: int(len(data) * share)]
    request = arriving(body, len(head) + len(data) + 200, "multipart/form-data; boundary=B")
    received = uploads.receive(request, owner=owner, actor=actor)
    assert [refusal.code for refusal in received.refusals] == ["cut_off"]
    assert list(local_store.listing()) == []


def test_an_empty_form_and_a_body_without_a_length_are_told(
    local_store: BlobStore, client: Client, owner: Person, actor: Actor
) -> None:
    assert send_form(client).content == b": missing\n0 stored"
    empty, endless = arriving(b"", 0), arriving(b"%PDF-", 5)
    del endless.META["CONTENT_LENGTH"]
    for request, code in ((empty, "empty"), (endless, "missing")):
        received = uploads.receive(request, owner=owner, actor=actor)
        assert [refusal.code for refusal in received.refusals] == [code]


def test_a_refusal_is_a_sentence_beside_the_file_and_the_rest_goes_on(
    local_store: BlobStore, client: Client
) -> None:
    bad = send(client, b"<svg onload=alert(1)>", name="photo.jpg")
    assert bad.status_code == 422
    assert bad.json()["code"] == "wrong_type"
    assert bad.json()["message"].strip()
    assert send(client, samples.jpeg(), name="photo.jpg").status_code == 201


@pytest.mark.parametrize("size", [20_000_000, 50_000_000])
def test_memory_stays_flat_whatever_the_size(
    store_: BlobStore, owner: Person, actor: Actor, size: int
) -> None:
    stream = io.BytesIO(samples.large_pdf(size - 10_000))
    most = 24_000_000 if isinstance(store_, S3Store) else 4_000_000
    tracemalloc.start()
    document = actions.store(stream, owner=owner, name="a.pdf", actor=actor)
    read = sum(len(piece) for piece in actions.respond(document, actor=actor))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert read == document.size > size - 10_000
    assert peak < most
    assert Preview.objects.pending().count() == 1
