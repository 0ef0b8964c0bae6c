"""Put an event and those whom it is about into the database: both or neither."""

from functools import cache
from uuid import UUID

from django.db import connection, transaction

from audit.models import Event, EventSubject


def add(event: Event, subject_ids: list[UUID]) -> None:
    """One statement where the database can do it: nearly every page writes an event."""
    if connection.vendor == "postgresql":
        _add_at_once(event, subject_ids)
        return
    with transaction.atomic(savepoint=False):
        event.save(force_insert=True)
        EventSubject.objects.bulk_create(
            EventSubject(event=event, subject_id=subject_id) for subject_id in subject_ids
        )


def _add_at_once(event: Event, subject_ids: list[UUID]) -> None:
    sql, names = _statement()
    with connection.cursor() as cursor:  # the driver takes ids, moments and bytes as they are
        about = f"{{{','.join(map(str, subject_ids))}}}"  # the driver would look at each for quotes
        cursor.execute(sql, [*(getattr(event, name) for name in names), about])
        (event.pk,) = cursor.fetchone()
    event._state.adding, event._state.db = False, connection.alias


@cache
def _statement() -> tuple[str, list[str]]:
    """For PostgreSQL, with the attributes that it takes; all names are the models' own."""
    fields = [field for field in Event._meta.concrete_fields if not field.primary_key]
    columns = [str(field.column) for field in fields]
    event, subject = Event._meta.db_table, EventSubject._meta.db_table
    marks = ", ".join(["%s"] * len(columns))
    sql = (
        f"WITH event AS (INSERT INTO {event} ({', '.join(columns)}) "  # noqa: S608
        f"VALUES ({marks}) RETURNING id), "
        f"about AS (INSERT INTO {subject} (event_id, subject_id) "
        "SELECT event.id, unnest(%s::uuid[]) FROM event) "
        "SELECT id FROM event"
    )
    return sql, [field.attname for field in fields]
