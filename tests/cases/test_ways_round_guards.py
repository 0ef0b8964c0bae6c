"""Statements that look as if they went past a trigger: each meets the same guards."""

import pytest
from django.db import connection, transaction
from psycopg.errors import CheckViolation

from accounts.actor import Actor
from cases.decisions import countersign, issue, propose
from cases.models import Case, CaseStep, Decision
from tests.cases.test_decisions import pay
from tests.cases.test_guards import GRANT, raw, refused

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own")
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own")


def test_an_insert_that_becomes_an_update(running: Case) -> None:
    columns = [field.column for field in CaseStep._meta.fields]
    names = ", ".join(f'"{name}"' for name in columns)
    refused(
        lambda: raw(
            f"INSERT INTO cases_casestep ({names}) SELECT {names} FROM cases_casestep "
            "WHERE case_id = %s ON CONFLICT (id) DO UPDATE SET role = 'nobody'",
            running.pk,
        )
    )


@on_sqlite
def test_an_update_that_replaces_what_is_in_its_way(running: Case) -> None:
    refused(
        lambda: raw("UPDATE OR REPLACE cases_case SET state = 'granted' WHERE id = %s", running.pk)
    )


@pytest.mark.postgres
@on_postgresql
def test_a_merge(running: Case) -> None:
    refused(
        lambda: raw(
            "MERGE INTO cases_case c USING (SELECT %s::uuid AS id) given ON c.id = given.id "
            "WHEN MATCHED THEN UPDATE SET state = 'granted'",
            running.pk,
        )
    )


@pytest.mark.postgres
@on_postgresql
def test_a_copy(running: Case) -> None:
    def copied() -> None:
        with connection.cursor() as cursor:
            columns = "case_id, seq, name, source, target, role, at"
            with cursor.copy(f"COPY cases_casestep ({columns}) FROM STDIN") as copy:
                now = "2026-09-01 10:00:00+00"
                copy.write_row((running.pk, 2, "grant", "open", "granted", "officer", now))

    with pytest.raises(CheckViolation), transaction.atomic():
        copied()


@pytest.mark.postgres
@on_postgresql
def test_a_statement_within_another(running: Case) -> None:
    refused(
        lambda: raw(
            "WITH changed AS (UPDATE cases_case SET state = 'granted' WHERE id = %s RETURNING 1) "
            "SELECT * FROM changed",
            running.pk,
        )
    )


def test_the_day_of_an_issued_decision_stays(running: Case, novotna: Actor, dvorak: Actor) -> None:
    pay(running, novotna)
    decision = propose(running, GRANT, actor=novotna)
    countersign(decision, version=1, actor=dvorak)
    issue(decision, actor=dvorak)
    refused(lambda: Decision.objects.filter(pk=decision.pk).update(issued_on="2020-01-01"))
