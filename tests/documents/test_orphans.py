"""Bytes that no row knows are found once they are old, and only they are deleted."""

import io
import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from documents import actions, orphans
from documents.blobs.base import BlobStore
from tests.documents import samples

pytestmark = pytest.mark.django_db


def test_only_old_blobs_without_a_row_are_cleared(
    store_: BlobStore, owner: Person, actor: Actor
) -> None:
    kept = actions.store(io.BytesIO(samples.pdf()), owner=owner, name="a", actor=actor)
    lost = uuid.uuid4()
    sink = store_.sink(lost)
    sink.write(b"noise")
    sink.commit()
    assert list(orphans.orphans()) == []
    tomorrow = timezone.now() + timedelta(days=2)
    assert list(orphans.orphans(tomorrow)) == [lost]
    assert orphans.clear(tomorrow) == (1, 0)
    assert [name for name, _ in store_.listing()] == [kept.blob]


def test_the_command_counts_and_deletes(
    local_store: BlobStore, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("orphan_blobs")
    call_command("orphan_blobs", "--delete")
    assert "0 orphan blobs." in capsys.readouterr().out
