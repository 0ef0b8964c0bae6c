"""Sealed on disk, plain on the instance, and no way around."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Value
from django.test.utils import isolate_apps

from vault import keys
from vault.errors import Damaged, Erased, Unsealed
from vault.fields import Sealed, SealedJSONField, SealedTextField


@pytest.fixture(scope="module")
def note_model(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A model of this test alone, with a table of its own."""
    with isolate_apps("vault"):

        class Note(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
            person_id = models.UUIDField()
            text = SealedTextField()
            extra = SealedTextField(null=True)
            answers = SealedJSONField(default=dict)
            state = models.CharField(max_length=10, default="new")
            sealed_subject = "person_id"

            class Meta:
                app_label = "vault"

    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Note)
        yield Note
        with connection.schema_editor() as editor:
            editor.delete_model(Note)


@pytest.fixture
def note(note_model: Any, subject: uuid.UUID) -> Any:
    answers = {"who": {"name": "Nguyễn", "children": [{"age": 3}]}}
    return note_model.objects.create(person_id=subject, text="Thị Hương", answers=answers)


def stored(note: Any, column: str = "text") -> bytes:
    with connection.cursor() as cursor:
        pk = note.pk.hex if connection.vendor == "sqlite" else note.pk
        cursor.execute(f"SELECT {column} FROM vault_note WHERE id = %s", [pk])
        value = cursor.fetchone()[0]
        return value if value is None else bytes(value)


def test_the_instance_is_plain_and_the_row_is_not(note_model: Any, note: Any) -> None:
    again = note_model.objects.get(pk=note.pk)
    assert again.text == note.text == "Thị Hương"
    assert again.answers == {"who": {"name": "Nguyễn", "children": [{"age": 3}]}}
    assert again.extra is None
    assert "Thị".encode() not in stored(note)
    assert "Nguyễn".encode() not in stored(note, "answers")
    assert b"children" not in stored(note, "answers")


def test_an_empty_text_is_sealed_too(note_model: Any, subject: uuid.UUID) -> None:
    empty = note_model.objects.create(person_id=subject)
    assert len(stored(empty)) == 72
    assert note_model.objects.get(pk=empty.pk).text == ""


def test_opening_waits_for_the_first_reader(
    note_model: Any, note: Any, django_assert_num_queries: Any
) -> None:
    keys.forget()
    with django_assert_num_queries(1):
        again = note_model.objects.get(pk=note.pk)
    with django_assert_num_queries(1):
        assert again.text
    with django_assert_num_queries(0):
        assert again.answers


def test_an_unchanged_value_keeps_its_ciphertext(note_model: Any, note: Any) -> None:
    before = stored(note), stored(note, "answers")
    again = note_model.objects.get(pk=note.pk)
    again.state = "seen"
    again.save()
    assert again.text == "Thị Hương"
    assert again.answers["who"]
    again.save()
    again.refresh_from_db()
    again.save()
    note.save()
    assert (stored(note), stored(note, "answers")) == before


def test_a_changed_value_is_sealed_anew(note_model: Any, note: Any) -> None:
    before = stored(note), stored(note, "answers")
    again = note_model.objects.get(pk=note.pk)
    again.text = "Hà"
    again.answers["who"]["children"].append({"age": 1})
    again.save()
    assert stored(note) != before[0]
    assert stored(note, "answers") != before[1]
    fresh = note_model.objects.get(pk=note.pk)
    assert (fresh.text, len(fresh.answers["who"]["children"])) == ("Hà", 2)


def test_a_value_can_be_set_without_being_read(note_model: Any, note: Any) -> None:
    again = note_model.objects.get(pk=note.pk)
    again.text = "Hà"
    again.extra = "more"
    again.save(update_fields=["text", "extra"])
    assert (note_model.objects.get().text, note_model.objects.get().extra) == ("Hà", "more")
    again.extra = None
    again.save()
    assert stored(note, "extra") is None


def test_a_deferred_value_is_fetched_when_wanted(note_model: Any, note: Any) -> None:
    assert note_model.objects.defer("text").get().text == "Thị Hương"
    light = note_model.objects.only("state").get()
    light.state = "seen"
    light.save()
    assert note_model.objects.get().text == "Thị Hương"


def test_update_cannot_write_plain_text(note_model: Any, note: Any) -> None:
    for plain in ("plain", b"plain", {"a": 1}, 7):
        with pytest.raises(Unsealed):
            note_model.objects.update(text=plain)
    with pytest.raises(Unsealed):
        note_model.objects.bulk_update([_with(note, text="plain")], ["text"])


def _with(note: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(note, name, value)
    return note


@pytest.mark.parametrize("plain", ["short", "a plain value that is longer than any overhead " * 3])
def test_the_column_itself_refuses_plain_text(note_model: Any, note: Any, plain: str) -> None:
    if connection.vendor == "postgresql" and len(plain) > 72:
        pytest.skip("bytea takes any bytes; the expression below is refused by its type")
    with pytest.raises(DatabaseError), transaction.atomic():
        note_model.objects.update(text=Value(plain))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE vault_note SET text = %s", [plain])


def test_a_value_moved_by_sql_does_not_open(note_model: Any, note: Any, subject: uuid.UUID) -> None:
    other = note_model.objects.create(person_id=subject, text="other", extra="extra")
    note_model.objects.filter(pk=other.pk).update(extra=F("text"))
    with pytest.raises(Damaged):
        _ = note_model.objects.get(pk=other.pk).extra
    note_model.objects.filter(pk=other.pk).update(text=Sealed(stored(note)))
    with pytest.raises(Damaged):
        _ = note_model.objects.get(pk=other.pk).text


def test_a_row_given_to_another_person_does_not_open(
    note_model: Any, note: Any, stranger: uuid.UUID
) -> None:
    note_model.objects.update(person_id=stranger)
    with pytest.raises(Damaged):
        _ = note_model.objects.get().text


def test_saving_as_another_row_wants_the_value_read(note_model: Any, note: Any) -> None:
    copy = note_model.objects.get(pk=note.pk)
    copy.pk, copy._state.adding = uuid.uuid4(), True
    with pytest.raises(Unsealed), transaction.atomic():
        copy.save(force_insert=True)
    again = note_model.objects.get(pk=note.pk)
    assert (bool(again.text), bool(again.answers), again.extra) == (True, True, None)
    again.pk, again._state.adding = uuid.uuid4(), True
    again.save(force_insert=True)
    assert note_model.objects.get(pk=again.pk).text == "Thị Hương"


def test_many_rows_at_once(note_model: Any, subject: uuid.UUID) -> None:
    rows = [note_model(person_id=subject, text=f"text {n}") for n in range(5)]
    note_model.objects.bulk_create(rows)
    assert sorted(row.text for row in note_model.objects.all()) == [f"text {n}" for n in range(5)]


def test_lookups_are_refused(note_model: Any, note: Any) -> None:
    for lookup in ("text", "text__contains", "text__in", "answers__who"):
        with pytest.raises(FieldError):
            list(note_model.objects.filter(**{lookup: "x"}))
    assert note_model.objects.filter(extra__isnull=True).count() == 1


def test_values_stay_sealed_until_opened_by_name(note_model: Any, note: Any) -> None:
    row = note_model.objects.values("pk", "person_id", "text").get()
    assert "Thị" not in repr(row)
    field = note_model._meta.get_field("text")
    opened = field.open_value(row["text"], subject_id=row["person_id"], pk=row["pk"])
    assert opened == "Thị Hương"


def test_an_erased_person_reads_as_erased(note_model: Any, note: Any, subject: uuid.UUID) -> None:
    keys.erase(subject)
    erased = note_model.objects.get(pk=note.pk)
    with pytest.raises(Erased):
        _ = erased.text
    erased.state = "seen"
    erased.save()
    with pytest.raises(Erased):
        note_model.objects.create(person_id=subject, text="x")


@isolate_apps("vault")
def test_a_model_that_names_no_person_is_an_error() -> None:
    class Loose(models.Model):
        text = SealedTextField()

        class Meta:
            app_label = "vault"

    assert [found.id for found in Loose._meta.get_field("text").check()] == [
        "vault.E002",
        "vault.E003",
    ]


def test_a_model_that_does_is_none(note_model: Any) -> None:
    assert note_model._meta.get_field("text").check() == []
