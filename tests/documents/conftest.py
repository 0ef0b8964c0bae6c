from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Person, User
from documents.blobs.base import BlobStore
from documents.storage import blobs
from jobs import nudge
from tests.documents.seaweed import SeaweedFS
from tests.factories import Cast


@pytest.fixture(scope="session")
def seaweed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeaweedFS]:
    """A real S3 server on this machine, for the whole session."""
    server = SeaweedFS(tmp_path_factory.mktemp("seaweed"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["local", pytest.param("s3", marks=pytest.mark.s3)])
def store_(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> BlobStore:
    """Every kind of blob store in turn: the same tests hold on each."""
    if request.param == "s3":
        settings.DOCUMENT_STORE = request.getfixturevalue("seaweed").new_area()
    else:
        settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}
    return blobs()


@pytest.fixture(autouse=True)
def commits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the commit happens now: the test's own transaction is never committed."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, **options: act())
    monkeypatch.setattr(nudge, "_send", lambda task, pk: None)


@pytest.fixture
def local_store(settings: Any, tmp_path: Path) -> BlobStore:
    settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}
    return blobs()


@pytest.fixture
def oksana(cast: Cast) -> User:
    return cast.oksana


@pytest.fixture
def owner(oksana: User) -> Person:
    return oksana.person


@pytest.fixture
def actor(oksana: User) -> Actor:
    return Actor.for_user(oksana)
