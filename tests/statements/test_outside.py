"""``NoneOf``: the rows that ``NOT IN`` gives, told to the database so that it expects many."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from statements.compiled import compiled
from statements.outside import NoneOf
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def names(rows: "QuerySet[User]") -> set[str]:
    return set(rows.values_list("username", flat=True))


def test_it_leaves_what_not_in_leaves():
    for name in ("ada", "bela", "cyril"):
        UserFactory(username=name)
    tied = User.objects.filter(username__in=["ada", "cyril"]).values("pk")
    assert names(User.objects.filter(NoneOf("pk", tied))) == {"bela"}
    assert names(User.objects.filter(NoneOf("pk", tied))) == names(
        User.objects.exclude(pk__in=tied)
    )


def test_of_nobody_everybody_is_left():
    UserFactory(username="ada")
    assert names(User.objects.filter(NoneOf("pk", User.objects.none().values("pk")))) == {"ada"}
    nobody = User.objects.filter(username="zdenka").values("pk")
    assert names(User.objects.filter(NoneOf("pk", nobody))) == {"ada"}


def test_a_kept_statement_fills_in_whom_it_leaves_out():
    @compiled
    def others(*, name: str) -> "QuerySet[User]":
        own = User.objects.filter(username=name).values("pk")
        return User.objects.filter(NoneOf("pk", own)).order_by("username")

    UserFactory(username="ada")
    UserFactory(username="bela")
    assert [user.username for user in others(name="ada")] == ["bela"]
    assert [user.username for user in others(name="bela")] == ["ada"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL plans")
def test_a_list_in_order_is_read_by_its_index_and_not_sorted():
    """With three ``NOT IN`` an eighth of the rows was expected, and all were read and sorted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date) "
            "SELECT 'key-' || n, '', now() + n * interval '1 minute' "
            "FROM generate_series(1, 5000) n"
        )
        cursor.execute("ANALYZE django_session")
        few = Session.objects.filter(session_data="x").values("session_key")
        rows = Session.objects.filter(*[NoneOf("session_key", few) for _time in range(3)])
        sql, values = rows.order_by("expire_date")[:20].query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Sort" not in plan
