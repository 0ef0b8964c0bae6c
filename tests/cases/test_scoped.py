"""Kept statements in scope: for every actor they give what the queryset in scope gives."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from accounts.actions import record_conflict
from accounts.actor import ANONYMOUS, SYSTEM, Actor
from accounts.roles import HELPER, STAFF_ROLES
from accounts.scope import scoped
from cases.actions import begin, take
from cases.models import Case
from cases.models.scoped import locked_case, visible_case
from cases.queue import listing
from cases.queue.filters import Filters
from cases.queue.views import QUEUE_VIEWS, counted
from tests.cases.conftest import at, file_for
from tests.factories import Cast, UserFactory

TODAY = date(2026, 10, 26)


@pytest.fixture
def filed(cast: Cast, permit) -> list[Case]:
    """Of a stranger, of two officers themselves, of an officer's child and of one's friend."""
    cases = [file_for(user, permit, now=at(9, 1 + n)) for n, user in enumerate(people(cast))]
    cases.append(file_for(cast.amira, permit, person=cast.yusuf, now=at(9, 20)))
    record_conflict(cast.oksana.person, cast.dvorak, kind="kin", actor=SYSTEM)
    novotna = Actor.for_user(cast.novotna)
    begin(cases[0], actor=novotna, now=at(9, 5))
    take(cases[0], actor=novotna)
    return cases


def people(cast: Cast) -> list[Any]:
    return [cast.oksana, cast.novotna, cast.dvorak]


@pytest.fixture
def actors(cast: Cast) -> list[Actor]:
    staff = [cast.novotna, cast.dvorak, cast.supervisor, cast.auditor, cast.administrator]
    others = [Actor.for_user(user) for user in (cast.oksana, cast.amira, cast.stranger)]
    as_applicant = Actor.for_user(cast.novotna, "applicant")
    helper = UserFactory(username="helper", roles=["helper"])
    return [
        *map(Actor.for_user, (*staff, helper, cast.lead)),
        *others,
        as_applicant,
        SYSTEM,
        ANONYMOUS,
    ]


def test_every_role_is_asked(actors: list[Actor]) -> None:
    assert {actor.role for actor in actors} >= set(STAFF_ROLES)


def found(actor: Actor, case: Case, read: Any) -> Case | None:
    try:
        return read(actor, case.pk)
    except Case.DoesNotExist:
        return None


def test_a_case_is_found_by_whom_the_scope_lets_see_it(
    filed: list[Case], actors: list[Actor]
) -> None:
    helper = next(actor for actor in actors if actor.role == HELPER)
    follow = {"permissions": frozenset({"case.follow"})}
    assisted = [helper.assisting(case.person_id, **follow) for case in filed]
    narrow = [
        helper.assisting(case.person_id, **follow, only_case=other.pk)
        for case in filed
        for other in filed
    ]
    for actor in (*actors, *assisted, *narrow) * 2:  # the second time from what was kept
        visible = set(Case.objects.visible_to(actor))
        for case in filed:
            for read in (visible_case, locked_case):
                assert found(actor, case, read) == (case if case in visible else None)
        assert found(actor, Case(pk=uuid4()), visible_case) is None


def test_a_case_comes_whole(filed: list[Case], actors: list[Actor]) -> None:
    case = visible_case(actors[0], filed[0].pk)
    plain = Case.objects.get(pk=filed[0].pk)
    for field in Case._meta.concrete_fields:
        assert getattr(case, field.attname) == getattr(plain, field.attname)
    assert case.person == plain.person


def test_pages_of_the_queue_show_the_scope(filed: list[Case], actors: list[Actor]) -> None:
    several = [Filters(), Filters(state="open"), Filters(permit="EMP"), Filters(assigned="none")]
    for actor in filter(lambda each: each.is_staff, actors):
        for view in QUEUE_VIEWS.values():
            for filters in several:
                wanted = filters.apply(view.cases(actor, TODAY)).in_queue_order()
                page = listing.page(actor, listing.Shape(view.code, filters, TODAY))
                assert [row.pk for row in page.found] == [case.pk for case in wanted]
                assert bool(page.counts) == bool(page.found)
                if view.offered(actor):
                    assert counted(actor, TODAY, page.counts) == counted(actor, TODAY)
                for case in wanted:
                    key = (case.queue_on, case.pk)
                    after = listing.page(actor, listing.Shape(view.code, filters, TODAY), after=key)
                    assert [row.pk for row in after.found] == [
                        each.pk for each in wanted if (each.queue_on, each.pk) > key
                    ]


def test_a_read_that_forgot_the_scope_is_refused(filed: list[Case], actors: list[Actor]) -> None:
    @scoped
    def everything(actor: Actor) -> QuerySet[Case]:
        return Case.objects.all()

    for actor in actors:
        if actor.is_staff:
            with pytest.raises(ValueError, match="everybody the same"):
                everything(actor)
