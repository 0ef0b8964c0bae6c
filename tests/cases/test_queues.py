"""Who sees which case, and the views of the queue."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict

from accounts.actions import record_conflict
from accounts.actor import ANONYMOUS, SYSTEM, Actor
from accounts.models import Person
from audit import guards
from cases.actions import begin, take, withdraw
from cases.decisions import Proposal, propose
from cases.models import Case
from cases.models.queues import FAR
from cases.queue import listing
from cases.queue.drawing import views_drawn
from cases.queue.filters import Filters
from cases.queue.views import QUEUE_VIEWS, counted
from permits.catalogue import permit_names
from tests.cases.conftest import at, file_for
from tests.factories import Cast
from vault import keys

GRANT = Proposal(outcome="grant", valid_from=date(2026, 10, 1))


def seen(actor: Actor) -> set[str]:
    return set(Case.objects.visible_to(actor).values_list("number", flat=True))


def test_applicants_see_their_own_and_their_childrens(cast: Cast, permit) -> None:
    own = file_for(cast.oksana, permit)
    child = file_for(cast.amira, permit, person=cast.yusuf)
    assert seen(Actor.for_user(cast.oksana)) == {own.number}
    assert seen(Actor.for_user(cast.amira)) == {child.number}
    assert seen(Actor.for_user(cast.stranger)) == set()
    assert seen(ANONYMOUS) == set()


def test_staff_see_all_but_what_touches_themselves(cast: Cast, permit) -> None:
    file_for(cast.oksana, permit)
    own = file_for(cast.novotna, permit)
    assert len(seen(Actor.for_user(cast.auditor))) == 2
    assert own.number not in seen(Actor.for_user(cast.novotna))
    assert own.number in seen(Actor.for_user(cast.novotna, "applicant"))
    record_conflict(cast.oksana.person, cast.dvorak, kind="kin", actor=SYSTEM)
    assert seen(Actor.for_user(cast.dvorak)) == {own.number}
    assert seen(Actor.for_user(cast.administrator)) == set()
    assert len(seen(SYSTEM)) == 2


@pytest.fixture
def three(cast: Cast, permit) -> list[Case]:
    return [file_for(cast.oksana, permit, now=at(9, 1 + 5 * day)) for day in range(3)]


def test_views_of_the_queue(
    three: list[Case], novotna: Actor, dvorak: Actor, oksana: Actor
) -> None:
    opened = begin(three[0], actor=novotna, now=at(9, 5))
    take(opened, actor=novotna)
    propose(opened, GRANT, actor=novotna, now=at(9, 6))
    withdraw(three[2], actor=oksana, now=at(9, 20))
    cases = Case.objects.all()
    assert {case.pk for case in cases.running()} == {three[0].pk, three[1].pk}
    assert [case.pk for case in cases.new()] == [three[1].pk]
    assert [case.pk for case in cases.mine(novotna)] == [opened.pk]
    assert not cases.mine(dvorak).exists()
    assert [case.pk for case in cases.to_countersign(dvorak)] == [opened.pk]
    assert not cases.to_countersign(novotna).exists()
    assert not cases.answered().exists()
    assert [case.pk for case in cases.due_this_week(date(2026, 10, 26))] == [opened.pk]
    assert Case.objects.get(pk=three[2].pk).queue_on == FAR


def test_pages_by_key_meet_without_gap_or_repeat(cast: Cast, permit) -> None:
    for day in (1, 1, 1, 2, 3, 3, 4):
        file_for(cast.oksana, permit, now=at(9, day))
    everything = list(Case.objects.running().in_queue_order())
    paged: list[Case] = []
    page = everything[:3]
    while page:
        paged += page
        page = list(Case.objects.running().after(page[-1].queue_on, page[-1].pk)[:3])
    assert paged == everything
    key = everything[5]
    back = list(Case.objects.running().before(key.queue_on, key.pk)[:3])
    assert list(reversed(back)) == everything[2:5]


def test_counts_go_no_further_than_their_cap(three: list[Case]) -> None:
    assert Case.objects.running().capped_count() == 3
    assert Case.objects.running().capped_count(1) == 2


def test_a_badge_counts_to_a_hundred_and_ones_own_cases_further() -> None:
    caps = {view.code: view.cap for view in QUEUE_VIEWS.values()}
    assert caps.pop("mine") == 1000
    assert set(caps.values()) == {100}
    drawn = views_drawn([(QUEUE_VIEWS["new"], 101), (QUEUE_VIEWS["mine"], 101)], QUEUE_VIEWS["new"])
    assert [">100+<" in drawn, ">101<" in drawn] == [True, True]


def test_an_officer_stands_in_the_list_under_the_name_of_today(
    cast: Cast, permit, novotna: Actor
) -> None:
    take(file_for(cast.oksana, permit), actor=novotna)
    shape = listing.Shape("all", Filters.read(QueryDict()), date(2026, 10, 26))

    def officers() -> set[str]:
        page = listing.page(novotna, shape)
        return {row.assigned for row in listing.shown(page, shape.today, permit_names())}

    assert cast.novotna.person.display_name in officers()
    person = Person.objects.get(pk=cast.novotna.person.pk)
    person.family_name = "Dvořáčková"
    person.save()
    keys.forget()
    assert person.display_name in officers()
    keys.erase(person.pk)
    keys.forget()
    assert not any("Dvořáčková" in name for name in officers())


def test_a_queue_of_one_and_of_three_costs_one_query(
    cast: Cast, permit, novotna: Actor, django_assert_num_queries
) -> None:
    def read() -> int:
        rows = Case.objects.visible_to(novotna).running().in_queue_order()
        rows = rows.select_related("permit_type", "assigned_to").defer("answers")
        return len([f"{row.number} {row.permit_type.name} {row.assigned_to}" for row in rows[:20]])

    file_for(cast.oksana, permit)
    with django_assert_num_queries(1):
        assert read() == 1
    for _ in range(2):
        file_for(cast.oksana, permit)
    with django_assert_num_queries(1):
        assert read() == 3


def make_many(case: Case, *, taken_by: Actor) -> None:
    """Copies of a case: a tenth new, a fiftieth answered, a fiftieth in one officer's hands."""
    changed = {
        "id": "gen_random_uuid()",
        "origin": "gen_random_uuid()",
        "number": "'COPY-' || n",
        "queue_on": "queue_on + n % 90",
        "state": "CASE WHEN n % 10 = 0 THEN 'received' ELSE 'open' END",
        "answered": "n % 50 = 1",
        "assigned_to_id": f"CASE WHEN n % 50 = 2 THEN '{taken_by.user_id}'::uuid END",
    }
    columns = [field.column for field in Case._meta.concrete_fields]
    values = ", ".join(changed.get(column, column) for column in columns)
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO cases_case ({', '.join(columns)}) SELECT {values}"
            " FROM cases_case, generate_series(1, 5000) AS n"
        )
        cursor.execute("ANALYZE cases_case")


@pytest.mark.postgres
def test_the_queue_reads_its_index_and_no_table(cast: Cast, permit, novotna: Actor) -> None:
    """The planner's choice among indexes, with statistics of cases enough for it to have one."""
    case = file_for(cast.oksana, permit)
    make_many(case, taken_by=novotna)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")  # which pays only for a short list
    key = (case.queue_on, uuid4())
    views = {
        "cases_queue_mine": Case.objects.mine(novotna),
        "cases_queue_state": Case.objects.new(),
        "cases_queue_answered": Case.objects.answered(),
        "cases_queue": Case.objects.running(),
    }
    for index, cases in views.items():
        plan = cases.after(*key)[:20].explain()
        assert f"Index Scan using {index} on" in plan
        assert "Sort" not in plan


def test_all_the_counts_of_the_queue_cost_one_query(
    three: list[Case], novotna: Actor, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        counts = {view.code: count for view, count in counted(novotna, date(2026, 9, 1))}
    assert counts["new"] == counts["all"] == 3
    assert counts["mine"] == counts["answered"] == 0
