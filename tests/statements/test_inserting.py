"""A row that is inserted by a kept statement is the row that Django would have saved."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from audit.models import Event
from postbox.models import Message
from statements.inserting import insert
from tests.factories import Cast

AT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)


def message(person: Person) -> Message:
    texts = {"subject": "Hello", "body": "…", "binding_subject": "", "binding_body": ""}
    return Message(person=person, language="uk", sent_at=AT, **texts)


def test_every_column_is_there_and_sealed_ones_open(cast: Cast) -> None:
    for row in (insert(message(cast.oksana.person)), insert(message(cast.amira.person))):
        found = Message.objects.get(pk=row.pk)
        for field in Message._meta.concrete_fields:
            assert getattr(found, field.attname) == getattr(row, field.attname)
        row.read_at = timezone.now()
        row.save()
        assert Message.objects.get(pk=row.pk).read_at == row.read_at


def test_a_number_comes_from_the_database(db: None) -> None:
    plain = {"name": "test.happened", "at": AT, "role": "", "office": "", "digest": b"d"}
    one, two = (insert(Event(hash=b"h", **plain)) for _row in range(2))
    assert two.pk > one.pk
    assert Event.objects.get(pk=two.pk).at == AT


def test_a_row_is_inserted_once(cast: Cast) -> None:
    row = insert(message(cast.oksana.person))
    again = message(cast.oksana.person)
    again.pk = row.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(again)
    assert Message.objects.get().sent_at == AT
