"""A kept statement gives what its queryset gives, and refuses what it cannot keep."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import RoleGrant, User
from permits.models import PermitType
from statements.compiled import Given, Statement, compiled
from tests.factories import Cast


def test_rows_are_instances_with_what_is_beside_them(cast: Cast) -> None:
    @compiled
    def read(*, pk: Any) -> QuerySet[User]:
        rows = User.objects.select_related("person").annotate(office=F("grants__office"))
        return rows.filter(pk=pk)

    [user], novotna = read(pk=cast.novotna.pk), cast.novotna
    assert (user, user.office) == (novotna, "PRG")
    assert user.created_at == User.objects.get(pk=novotna.pk).created_at
    with CaptureQueriesContext(connection) as asked:
        assert user.person.display_name
        assert not any("accounts_person" in each["sql"] for each in asked)
    user.language = "uk"
    user.save()
    assert User.objects.get(pk=novotna.pk).language == "uk"


def test_moments_days_and_ids_are_given_as_the_database_takes_them(cast: Cast) -> None:
    grant = RoleGrant.objects.get(user=cast.novotna)

    @compiled
    def read(*, user: Any, at: Any) -> QuerySet[RoleGrant, Any]:
        held = RoleGrant.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at, user=user)
        return held.values_list("pk", "since")

    assert read(user=cast.novotna.pk, at=timezone.now()) == [(grant.pk, grant.since)]
    assert read(user=cast.novotna.pk, at=grant.since.replace(year=2020)) == []
    assert read(user=cast.oksana.pk, at=timezone.now()) == []


def test_a_value_that_is_asked_for_twice_is_sent_once_under_any_name(cast: Cast) -> None:
    novotna, oksana = cast.novotna, cast.oksana
    names = Q(username="per%cent") | Q(username__contains="100%")
    given = Given("who.name")
    rows = User.objects.filter(Q(username=given) | Q(person__user__username=given) | names)
    text = Statement(rows)._text
    assert text is not None
    assert text.names == {"who.name"}
    assert text.sql.count("%(who__name)s") == 2
    statement = Statement(rows)
    assert statement.ask({"who.name": "novotna"}) == [novotna]
    User.objects.filter(pk=oksana.pk).update(username="at 100% work")
    found = {user.pk for user in statement.ask({"who.name": "novotna"})}
    assert found == {novotna.pk, oksana.pk}


def test_it_is_built_once_for_each_shape_and_language(cast: Cast) -> None:
    built: list[Any] = []

    @compiled
    def read(order: str, *, name: str | None = None) -> QuerySet[User]:
        built.append((order, name is not None))
        return User.objects.order_by(order) if name is None else User.objects.filter(username=name)

    for _time in range(2):
        assert read("pk", name="novotna") == list(User.objects.filter(username="novotna"))
        assert read("pk") == list(User.objects.order_by("pk"))
        assert read("-pk") == list(User.objects.order_by("-pk"))
    assert built == [("pk", True), ("pk", False), ("-pk", False)]
    with translation.override("ar"):
        read("pk")
    assert len(built) == 4


def test_it_is_one_statement_which_those_who_count_see(
    db: None, django_assert_num_queries: Any
) -> None:
    @compiled
    def read(*, pk: Any) -> QuerySet[Session]:
        return Session.objects.filter(pk=pk)

    with django_assert_num_queries(2):
        assert read(pk="none") == read(pk="either") == []


def test_nobody_in_scope_is_nobody(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert compiled(lambda *, pk: User.objects.none())(pk=1) == []


def test_now_is_not_kept(db: None) -> None:
    with pytest.raises(ValueError, match="moment"):
        Statement(RoleGrant.objects.live())


def test_none_is_no_value(db: None) -> None:
    with pytest.raises(ValueError, match="None"):
        compiled(lambda *, email: User.objects.filter(email=email))(email=None)


def test_what_it_cannot_give_is_refused(db: None) -> None:
    for rows in (
        User.objects.values("pk"),
        User.objects.values_list("pk", flat=True),
        User.objects.prefetch_related("grants"),
        PermitType.objects.values_list("name"),
    ):
        with pytest.raises(ValueError):
            Statement(rows)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_row_is_locked_within_a_transaction_only() -> None:
    @compiled
    def read(*, pk: Any) -> QuerySet[Session]:
        return Session.objects.select_for_update().filter(pk=pk)

    with transaction.atomic():
        assert read(pk="none") == []
    with pytest.raises(TransactionManagementError):
        read(pk="none")


def test_what_stands_beside_a_row_is_of_that_row(cast: Cast) -> None:
    """Also when it is read from the same table, whose name then stands within and without."""

    def twin(key: str) -> str:
        return f"SELECT username FROM accounts_user WHERE accounts_user.id = {key}"

    rows = User.objects.select_related("person").order_by("username")
    found = Statement(rows, twin).ask({})
    assert {user.pk: user.beside for user in found} == {user.pk: user.username for user in rows}
    assert {user.person.pk for user in found} == {user.person.pk for user in rows}


def test_a_row_is_not_locked_with_what_stands_beside_it(db: None) -> None:
    with pytest.raises(ValueError, match="locked"):
        Statement(Session.objects.select_for_update(), lambda key: f"SELECT {key}")


def test_a_value_that_is_given_stands_where_the_statement_asks(db: None) -> None:
    statement = Statement(User.objects.filter(username=Given("name")))
    assert statement.asks_for_any(frozenset({"name", "pk"}))
    assert not statement.asks_for_any(frozenset({"pk"}))


def test_values_that_never_change_are_quoted(cast: Cast) -> None:
    name = "100 %s 'or' \\"
    cast.novotna.username = name
    cast.novotna.save()

    @compiled
    def read(named: str, *, pk: Any) -> QuerySet[User]:
        return User.objects.filter(username=named, pk=pk)

    assert read(name, pk=cast.novotna.pk) == [cast.novotna]
    assert read("' OR true --", pk=cast.novotna.pk) == []
