"""A kept connection that the server ended is noticed without a statement, and opened anew."""

import time
from typing import Any

import pytest
from django.db import connection, connections

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


def own_pid() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid: int = cursor.fetchone()[0]
    return pid


def from_outside(statement: str, pid: int) -> Any:
    made: Any = connection
    with made.get_new_connection(made.get_connection_params()) as other:
        return other.execute(statement, [pid]).fetchone()


def statements_of(pid: int) -> Any:
    """The last statement of a connection, and when it began."""
    return from_outside("SELECT query, query_start FROM pg_stat_activity WHERE pid = %s", pid)


def test_a_connection_that_answers_is_usable_and_is_not_asked() -> None:
    pid = own_pid()
    before = statements_of(pid)
    assert connection.is_usable()
    assert statements_of(pid) == before
    assert own_pid() == pid
    connection.close()
    assert not connection.is_usable()


def test_one_that_the_server_ended_is_opened_anew_for_the_next_request() -> None:
    pid = own_pid()
    from_outside("SELECT pg_terminate_backend(%s, 5000)", pid)
    deadline = time.monotonic() + 5
    while connection.is_usable() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not connection.is_usable()
    kept = connections["default"]
    kept.health_check_enabled, kept.health_check_done = True, False
    kept.close_if_health_check_failed()
    assert own_pid() != pid
