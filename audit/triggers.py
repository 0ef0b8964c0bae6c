"""Triggers as the database has them: create, drop, compare. One class per kind of database."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

TRIGGER = re.compile(r"CREATE TRIGGER (\w+)\s.*?\sON \"?(\w+)\"?", re.DOTALL | re.IGNORECASE)
FUNCTION = re.compile(r"FUNCTION (\w+)\(\).*?\$\$(.*)\$\$", re.DOTALL | re.IGNORECASE)


class Database:
    """What the guards want of a database; the dialects differ in how they remember a trigger."""

    vendor = ""

    def __init__(self, cursor: Any, tables: Sequence[str]) -> None:
        self.cursor = cursor
        self.tables = frozenset(tables)
        self.known = self.remembered()

    def has_tables(self, tables: Sequence[str]) -> bool:
        return self.tables.issuperset(tables)

    def create(self, statements: Sequence[str]) -> None:
        if self.matches(statements):
            return
        self.drop(statements)
        for statement in statements:
            self.cursor.execute(statement)
            self.mark(statement)

    def drop(self, statements: Sequence[str]) -> None:
        for statement in statements:
            found = TRIGGER.search(statement)
            if found and found.group(1) in self.known:
                self.cursor.execute(self.drop_statement(found.group(1), found.group(2)))

    def matches(self, statements: Sequence[str]) -> bool:
        wanted = (TRIGGER.search(statement) for statement in statements)
        triggers = {found.group(1): found.string for found in wanted if found}
        return all(
            self.known.get(name) == self.fingerprint(text) for name, text in triggers.items()
        ) and self.functions_match(statements)

    def functions_match(self, statements: Sequence[str]) -> bool:
        return True

    def fingerprint(self, statement: str) -> str:
        return " ".join(statement.split())

    def mark(self, statement: str) -> None:
        """Remember how the trigger was made, where the database does not keep its text."""

    def remembered(self) -> dict[str, str]:
        raise NotImplementedError

    def drop_statement(self, name: str, table: str) -> str:
        raise NotImplementedError


class SQLite(Database):
    """SQLite keeps the text of each trigger as it was written."""

    vendor = "sqlite"

    def remembered(self) -> dict[str, str]:
        self.cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: self.fingerprint(sql) for name, sql in self.cursor.fetchall()}

    def drop_statement(self, name: str, table: str) -> str:
        return f"DROP TRIGGER IF EXISTS {name}"


class PostgreSQL(Database):
    """PostgreSQL keeps function bodies as written; the trigger's own text goes into a comment.

    A trigger that somebody disabled counts as missing.
    """

    vendor = "postgresql"

    def __init__(self, cursor: Any, tables: Sequence[str]) -> None:
        super().__init__(cursor, tables)
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc "
            "WHERE pronamespace = current_schema()::regnamespace"
        )
        self.functions = dict(cursor.fetchall())

    def remembered(self) -> dict[str, str]:
        self.cursor.execute(
            "SELECT t.tgname, coalesce(obj_description(t.oid, 'pg_trigger'), '') FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
            "AND c.relnamespace = current_schema()::regnamespace"
        )
        return dict(self.cursor.fetchall())

    def fingerprint(self, statement: str) -> str:
        return hashlib.sha256(super().fingerprint(statement).encode()).hexdigest()

    def mark(self, statement: str) -> None:
        found = TRIGGER.search(statement)
        if found:
            # A digest in hexadecimal stands in quotes as it is; DDL takes no parameters.
            mark = f"'{self.fingerprint(statement)}'"
            self.cursor.execute(f"COMMENT ON TRIGGER {found[1]} ON {found[2]} IS {mark}")

    def functions_match(self, statements: Sequence[str]) -> bool:
        wanted = (FUNCTION.search(statement) for statement in statements if "$$" in statement)
        return all(self.functions.get(f.group(1)) == f.group(2) for f in wanted if f)

    def drop(self, statements: Sequence[str]) -> None:
        for statement in statements:
            found = TRIGGER.search(statement)
            if found:  # a disabled one is not among the known
                self.cursor.execute(self.drop_statement(found.group(1), found.group(2)))

    def drop_statement(self, name: str, table: str) -> str:
        return f"DROP TRIGGER IF EXISTS {name} ON {table}"


@contextmanager
def on(using: str) -> Iterator[Database]:
    """The triggers of one database, inside one transaction."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        dialect = SQLite if connection.vendor == "sqlite" else PostgreSQL
        yield dialect(cursor, tables)
