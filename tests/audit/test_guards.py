"""The database itself refuses, whoever asks: the ORM or raw SQL."""

import uuid
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from audit import checks, guards, log
from audit.models import ChainHead, Event, EventSubject
from tests.audit.conftest import Officer

EVENT = [
    "UPDATE audit_event SET name = 'x'",
    "UPDATE audit_event SET role = role",
    "UPDATE audit_event SET hash = digest",
    "DELETE FROM audit_event",
    "UPDATE audit_eventsubject SET subject_id = subject_id",
    "DELETE FROM audit_eventsubject",
    "DELETE FROM audit_chainhead",
    "UPDATE audit_chainhead SET hash = hash",
    "UPDATE audit_chainhead SET seq = seq - 1",
    "UPDATE audit_chainhead SET seq = seq + 2",
]


@pytest.fixture
def event(person: uuid.UUID, officer: Officer) -> Event:
    return log.append("cases.move", actor=officer, subjects=[person], case=person, chain=True)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("sql", EVENT)
def test_raw_sql_cannot_change_the_log(event: Event, sql: str) -> None:
    with pytest.raises(IntegrityError):
        run(sql)


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["audit_event", "audit_eventsubject", "audit_chainhead"])
def test_raw_sql_cannot_truncate_the_log(event: Event, table: str) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError):
        run(f"TRUNCATE {table} CASCADE")


def test_the_orm_cannot_change_the_log(event: Event) -> None:
    for attempt in (
        lambda: Event.objects.update(name="x"),
        lambda: Event.objects.all().delete(),
        lambda: EventSubject.objects.all().delete(),
        lambda: ChainHead.objects.all().delete(),
        event.save,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.fixture
def notebook(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A table and an empty registry of this test alone."""
    monkeypatch.setattr(guards, "_registry", {})
    run("CREATE TABLE notebook (id integer PRIMARY KEY, kind varchar(9), text varchar(99))")
    run("INSERT INTO notebook VALUES (1, 'a', 'one')")
    yield "notebook"
    run("DROP TABLE notebook")


def test_frozen_columns_stay_and_others_may_change(notebook: str) -> None:
    guards.frozen(notebook, ["kind", "id"])
    guards.install()
    run("UPDATE notebook SET text = 'two', kind = 'a'")
    for sql in ("SET kind = 'b'", "SET kind = NULL", "SET id = 2"):
        with pytest.raises(IntegrityError, match="never change"):
            run(f"UPDATE notebook {sql}")


@pytest.mark.parametrize(
    ("event", "sql"),
    [
        ("INSERT", "INSERT INTO notebook VALUES (2, 'bad', '')"),
        ("UPDATE", "UPDATE notebook SET kind = 'bad'"),
    ],
)
def test_a_guard_of_ones_own(notebook: str, event: str, sql: str) -> None:
    message = "it's 100 % bad"
    condition = "NEW.kind = 'bad' AND EXISTS (SELECT 1 FROM notebook WHERE kind = 'a')"
    guards.refuse("own", table=notebook, event=event, condition=condition, message=message)
    guards.install()
    with pytest.raises(IntegrityError, match=message):
        run(sql)
    run(sql.replace("bad", "good"))


def test_deletion_can_be_guarded_by_a_condition(notebook: str) -> None:
    guards.refuse("own", table=notebook, event="DELETE", condition="OLD.id = 1", message="kept")
    guards.install()
    run("INSERT INTO notebook VALUES (2, 'b', '')")
    run("DELETE FROM notebook WHERE id = 2")
    with pytest.raises(IntegrityError, match="kept"):
        run("DELETE FROM notebook")


def test_a_lasting_row_may_change_but_not_go(notebook: str) -> None:
    guards.lasting(notebook)
    guards.install()
    run("UPDATE notebook SET text = 'two'")
    with pytest.raises(IntegrityError, match="never removed"):
        run("DELETE FROM notebook")


def test_a_missing_guard_is_noticed_and_put_up_again(notebook: str) -> None:
    guards.append_only(notebook)
    assert guards.differences() != []
    guards.install()
    assert guards.differences() == []
    on = "" if connection.vendor == "sqlite" else " ON notebook"
    run(f"DROP TRIGGER notebook_no_update{on}")
    assert guards.differences() == ["notebook_no_update"]
    assert [found.id for found in checks.guards_are_up(databases=["default"])] == ["audit.E001"]
    guards.install()
    assert guards.differences() == []
    with pytest.raises(IntegrityError):
        run("UPDATE notebook SET text = 'two'")


def test_a_guard_whose_code_changed_is_noticed_and_replaced(notebook: str) -> None:
    guards.refuse("own", table=notebook, event="UPDATE", condition="NEW.id = 7", message="no")
    guards.install()
    guards.refuse("own", table=notebook, event="UPDATE", condition="NEW.id = 8", message="no")
    assert guards.differences() == ["own"]
    guards.install()
    assert guards.differences() == []
    run("UPDATE notebook SET id = 7")
    with pytest.raises(IntegrityError):
        run("UPDATE notebook SET id = 8")


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite cannot disable a trigger")
@pytest.mark.parametrize(
    "sabotage",
    [
        "ALTER TABLE notebook DISABLE TRIGGER notebook_no_update",
        "ALTER TABLE notebook DISABLE TRIGGER ALL",
        "ALTER TABLE notebook ENABLE REPLICA TRIGGER notebook_no_update",
        """CREATE OR REPLACE FUNCTION notebook_no_update() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RETURN NEW; END $$""",
    ],
)
def test_a_guard_that_was_disarmed_is_noticed(notebook: str, sabotage: str) -> None:
    guards.append_only(notebook)
    guards.install()
    run(sabotage)
    assert "notebook_no_update" in guards.differences()
    guards.install()
    assert guards.differences() == []
    with pytest.raises(IntegrityError):
        run("UPDATE notebook SET text = 'two'")


def test_guards_of_tables_that_do_not_exist_yet_wait(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "_registry", {})
    guards.append_only("nowhere")
    guards.install()
    assert guards.differences() == []


def test_lifted_is_for_the_block_alone(notebook: str) -> None:
    guards.append_only(notebook)
    guards.install()
    with guards.lifted():
        run("UPDATE notebook SET text = 'two'")
    with pytest.raises(IntegrityError):
        run("UPDATE notebook SET text = 'three'")


def test_every_guard_of_every_room_is_up(db: None) -> None:
    assert guards._registry
    assert guards.differences() == []
    assert checks.guards_are_up(databases=["default"]) == []


def test_migrate_is_not_stopped_by_what_it_repairs(db: None) -> None:
    with checks.paused():
        assert checks.guards_are_up(databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_migrate_puts_up_what_is_missing() -> None:
    guards.remove()
    call_command("migrate", verbosity=0)
    assert guards.differences() == []
