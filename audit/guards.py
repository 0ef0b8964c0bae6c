"""Guards: triggers by which the database itself refuses what code must not do.

A room describes its guards in ``<room>/guards.py`` and registers them when it is ready::

    # cases/guards.py
    from audit import guards

    def register() -> None:
        guards.append_only("cases_casestep")
        guards.frozen("cases_case", ["number", "person_id", "origin"])
        guards.refuse(
            "cases_decision_four_eyes",
            table="cases_decision",
            event="UPDATE",
            condition="NEW.countersigned_by_id = OLD.proposed_by_id",
            message="whoever proposed a decision cannot countersign it",
        )

    # cases/apps.py
    def ready(self) -> None:
        from cases.guards import register  # needs the app registry
        register()

A refusal reaches Python as ``django.db.IntegrityError`` on both databases. Conditions are SQL that
both understand: ``NEW.x``, ``OLD.x``, ``EXISTS (SELECT …)``, ``IS DISTINCT FROM``. What differs
between them goes through ``register`` with the statements of each.

Guards are put up after every migrate, because an ``AlterField`` makes SQLite drop them silently,
and are compared with the database by a system check. Tests take them down around a flush:
``lifted()``.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from audit import triggers


@dataclass(frozen=True)
class Guard:
    """Named statements that create triggers on ``tables``, for each kind of database."""

    name: str
    tables: tuple[str, ...]
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]

    def statements(self, vendor: str) -> tuple[str, ...]:
        return self.sqlite if vendor == "sqlite" else self.postgresql


_registry: dict[str, Guard] = {}


def register(
    name: str, *, tables: Sequence[str], sqlite: Sequence[str], postgresql: Sequence[str]
) -> None:
    """Add a guard. A statement creates a trigger or, on PostgreSQL, replaces its function."""
    _registry[name] = Guard(name, tuple(tables), tuple(sqlite), tuple(postgresql))


def refuse(name: str, *, table: str, event: str, condition: str, message: str) -> None:
    """Refuse to INSERT, UPDATE or DELETE a row of ``table`` when ``condition`` holds."""
    said = message.replace("'", "''")
    row = "OLD" if event.upper() == "DELETE" else "NEW"
    register(
        name,
        tables=[table],
        sqlite=[
            f"""CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}
            BEGIN SELECT RAISE(ABORT, '{said}'); END""",
        ],
        postgresql=[
            f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF {condition} THEN
                RAISE EXCEPTION '{said.replace("%", "%%")}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN {row}; END $$""",
            f"""CREATE TRIGGER {name} BEFORE {event} ON {table}
            FOR EACH ROW EXECUTE FUNCTION {name}()""",
        ],
    )


def append_only(table: str) -> None:
    """Rows of ``table`` are only ever added: no update, no delete, no truncate."""
    message = f"{table} is append-only"
    refuse(f"{table}_no_update", table=table, event="UPDATE", condition="TRUE", message=message)
    lasting(table)


def lasting(table: str) -> None:
    """Rows of ``table`` may change but never go: no delete, no truncate."""
    message = f"rows of {table} are never removed"
    refuse(f"{table}_no_delete", table=table, event="DELETE", condition="TRUE", message=message)
    name = f"{table}_no_truncate"
    register(
        name,
        tables=[table],
        sqlite=[],
        postgresql=[
            f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END $$""",
            f"""CREATE TRIGGER {name} BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {name}()""",
        ],
    )


def frozen(table: str, columns: Sequence[str]) -> None:
    """``columns`` of ``table`` keep the value that they were inserted with."""
    refuse(
        f"{table}_frozen",
        table=table,
        event="UPDATE",
        condition=" OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in columns),
        message=f"{', '.join(columns)} of {table} never change",
    )


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Put up every guard whose tables exist."""
    with triggers.on(using) as database:
        for guard in _registry.values():
            if database.has_tables(guard.tables):
                database.create(guard.statements(database.vendor))


def remove(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take every guard down."""
    with triggers.on(using) as database:
        for guard in _registry.values():
            if database.has_tables(guard.tables):
                database.drop(guard.statements(database.vendor))


def differences(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of guards that the database lacks or holds in another form."""
    with triggers.on(using) as database:
        return sorted(
            guard.name
            for guard in _registry.values()
            if database.has_tables(guard.tables)
            and not database.matches(guard.statements(database.vendor))
        )


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Without guards inside the block. For the flush between tests, and for nothing else."""
    remove(using)
    try:
        yield
    finally:
        install(using)
