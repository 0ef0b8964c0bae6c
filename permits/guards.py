"""What the database itself does for the catalogue: a new edition after every change."""

from audit import guards
from permits.models import (
    DocumentType,
    Fee,
    Limit,
    Office,
    PermitType,
    Phrase,
    Requirement,
)

CATALOGUE = (DocumentType, Fee, Limit, Office, PermitType, Phrase, Requirement)
SQLITE = """DELETE FROM permits_edition;
            INSERT INTO permits_edition (id, stamp) VALUES (1, lower(hex(randomblob(16))))"""
"""Not INSERT OR REPLACE: the conflict clause of an outer statement would take its place."""

POSTGRESQL = """INSERT INTO permits_edition (id, stamp) VALUES (1, gen_random_uuid())
            ON CONFLICT (id) DO UPDATE SET stamp = EXCLUDED.stamp"""


def register() -> None:
    for model in CATALOGUE:
        _new_edition_after(model._meta.db_table)


def _new_edition_after(table: str) -> None:
    name = f"{table}_edition"
    guards.register(
        name,
        tables=[table, "permits_edition"],
        sqlite=[
            f"""CREATE TRIGGER {name}_{event.lower()} AFTER {event} ON {table}
            BEGIN {SQLITE}; END"""
            for event in ("INSERT", "UPDATE", "DELETE")
        ],
        postgresql=[
            f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            {POSTGRESQL};
            RETURN NULL; END $$""",
            f"""CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {name}()""",
        ],
    )
