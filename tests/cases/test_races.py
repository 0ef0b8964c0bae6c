"""Many at once. On PostgreSQL alone: SQLite has one writer and would hide every race."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from accounts.actor import Actor
from audit.models import Event
from cases.actions import begin, lapse, record_fee, take, withdraw
from cases.decisions import Proposal, countersign, issue, propose
from cases.errors import Refused
from cases.models import Case, CaseStep, Countersignature, Decision
from tests import races
from tests.cases.conftest import at, file_for
from tests.cases.posted import Posted
from tests.factories import Cast, UserFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]
GRANT = Proposal(outcome="grant", valid_from=date(2026, 10, 1))


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    return races.at_once(acts, Refused)


def done(results: list[Any]) -> list[Any]:
    return [result for result in results if not isinstance(result, Refused)]


@pytest.fixture
def officers(db: None) -> list[Actor]:
    users = [UserFactory(username=f"officer.{n}", roles=["officer"]) for n in range(50)]
    return [Actor.for_user(user) for user in users]


def test_twenty_submissions_at_once_give_one_case(cast: Cast, permit) -> None:
    user, origin = cast.oksana, uuid4()
    results = at_once([lambda: file_for(user, permit, origin=origin)] * 20)
    assert len({case.pk for case in results}) == 1
    assert Case.objects.count() == 1
    assert Event.objects.filter(name="cases.filed").count() == 1


def test_twenty_applications_at_once_get_twenty_numbers(cast: Cast, permit) -> None:
    user = cast.oksana
    at_once([lambda: file_for(user, permit)] * 20)
    numbers = {int(case.number.split("-")[1].split("/")[0]) for case in Case.objects.all()}
    assert numbers == set(range(1, 21))


def test_fifty_officers_propose_at_once_and_one_decision_comes_of_it(
    running: Case, officers: list[Actor]
) -> None:
    results = at_once(
        [lambda by=by: propose(running, GRANT, actor=by, now=at(9, 10)) for by in officers]
    )
    assert len(done(results)) == 1
    assert Decision.objects.count() == 1


def test_fifty_officers_sign_and_issue_at_once_and_it_happens_once(
    running: Case, novotna: Actor, officers: list[Actor]
) -> None:
    record_fee(running, method="card", paid_on=date(2026, 9, 3), actor=novotna, now=at(9, 3))
    decision = propose(running, GRANT, actor=novotna, now=at(9, 10))
    signed = at_once(
        [lambda by=by: countersign(decision, version=1, actor=by, now=at(9, 11)) for by in officers]
    )
    assert len(done(signed)) == Countersignature.objects.count() == 1
    issued = at_once([lambda by=by: issue(decision, actor=by, now=at(9, 12)) for by in officers])
    assert len(done(issued)) == 1
    assert CaseStep.objects.filter(name="approve").count() == 1
    assert Case.objects.get().state == "pre_approved"


def test_fifty_officers_take_at_once_and_one_has_it(filed: Case, officers: list[Actor]) -> None:
    results = at_once([lambda by=by: take(filed, actor=by) for by in officers])
    assert len(done(results)) == 1
    assert filed.events.filter(name="assigned").count() == 1


def test_a_withdrawal_and_an_opening_at_once_leave_one_story(
    filed: Case, oksana: Actor, novotna: Actor
) -> None:
    for _ in range(10):
        at_once(
            [
                lambda: begin(filed, actor=novotna, now=at(9, 3)),
                lambda: withdraw(filed, actor=oksana, now=at(9, 3)),
            ]
        )
    row = Case.objects.get(pk=filed.pk)
    steps = list(row.steps.values_list("seq", "source", "target"))
    assert row.state == steps[-1][2] == "discontinued"
    assert [seq for seq, *_ in steps] == list(range(1, len(steps) + 1))
    assert connection.vendor == "postgresql"


def test_a_corrected_delivery_and_the_sweep_at_once_leave_the_request_open(
    cast: Cast, permit, novotna: Actor
) -> None:
    for _ in range(5):
        posted = Posted(cast, permit, novotna)
        posted.delivered(date(2026, 9, 3), at(9, 4))
        sweep = lambda request=posted.request: lapse(request, now=at(9, 19))  # noqa: E731
        right = lambda posted=posted: posted.corrected(date(2026, 9, 10), at(9, 19))  # noqa: E731
        results = races.at_once([sweep, right, sweep])
        posted.request.refresh_from_db()
        assert (posted.request.state, posted.request.due_on) == ("open", date(2026, 9, 25))
        assert posted.case.state == "suspended"
        assert posted.clock(at(9, 19)).status == "stopped"
        assert results.count(True) <= 1
