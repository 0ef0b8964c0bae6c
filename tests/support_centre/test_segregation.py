"""Whoever assisted a person decides nothing about them or their children, by no path."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.admin import site
from django.utils import timezone

from accounts import actions as people
from accounts.actor import SYSTEM, Actor
from accounts.models import Conflict, User
from applicants import actions as applying
from cases.decisions import Proposal, propose
from cases.decisions.proposal import GRANT
from cases.models import Case, Countersignature, Decision
from cases.officers import barred_from, officers_for
from support_centre import actions
from tests.applicants.filling import complete_answers
from tests.cases.test_guards import raw, refused
from tests.factories import signed_in
from tests.world import PERMIT, World

CASES = ["own", "ward", "later", "filed_for"]


def filed(world: World, person, by: Actor) -> Case:
    """Filed for ``person`` by ``by``."""
    draft = applying.begin(world.permit, person=person, actor=by, place="office", language="uk")
    draft.answers = complete_answers(PERMIT)
    draft.save()
    return world.started(applying.submit(draft, actor=by))


def child_of(user: User, name: str):
    return people.add_ward(
        user.person,
        actor=Actor.for_user(user),
        given_names=name,
        family_name="Kovalenko",
        birth_date="2019-05-05",
    )


@pytest.fixture
def officer(world: World) -> User:
    """The helper, who is given the role of an officer afterwards."""
    _ = world.centre
    return world.helper


@pytest.fixture
def case(request: pytest.FixtureRequest, world: World, officer: User) -> Case:
    """The helper assists Oksana; the case is hers, or her child's in one way or another."""
    before = child_of(world.oksana, "Taras")
    mandate = world.mandate
    actions.start(mandate, visit=world.visit, actor=Actor.for_user(officer))
    people.grant_role(officer, "officer", office="PRG", actor=SYSTEM)
    officer.__dict__.pop("live_grants", None)
    if request.param == "own":
        return filed(world, world.oksana.person, world.applicant)
    if request.param == "ward":
        return filed(world, before, world.applicant)
    later = child_of(world.oksana, "Lesia")
    found = filed(world, later, world.applicant)
    if request.param == "filed_for":  # nobody acts for the child any more
        people.end_guardianship(
            world.oksana.person.guardianships.get(ward=later), actor=world.applicant
        )
    return found


def proposed(world: World, case: Case) -> Decision:
    today = timezone.localdate()
    proposal = Proposal(GRANT, valid_from=today, valid_to=today + timedelta(days=365))
    return propose(case, proposal, actor=world.officer)


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_not_assigned(world: World, officer: User, case: Case) -> None:
    def by_the_model() -> None:
        row = Case.objects.get(pk=case.pk)
        row.assigned_to = officer
        row.save(update_fields=["assigned_to"])

    refused(by_the_model)
    refused(lambda: Case.objects.filter(pk=case.pk).update(assigned_to=officer))
    refused(
        lambda: raw("UPDATE cases_case SET assigned_to_id = %s WHERE id = %s", officer.pk, case.pk)
    )
    assert officer not in officers_for(case)


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_not_proposing(world: World, officer: User, case: Case) -> None:
    with pytest.raises(Case.DoesNotExist):
        propose(case, Proposal(GRANT), actor=Actor.for_user(officer, "officer"))
    version = proposed(world, case).versions.get()
    refused(
        lambda: raw(
            "INSERT INTO cases_decisionversion SELECT %s, 2, outcome, facts, grounds, remedy, "
            "valid_from, valid_to, comment, proposed_at, decision_id, person_id, %s "
            "FROM cases_decisionversion WHERE id = %s",
            uuid4(),
            officer.pk,
            version.pk,
        )
    )


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_not_signing(world: World, officer: User, case: Case) -> None:
    version = proposed(world, case).versions.get()
    refused(lambda: Countersignature.objects.create(version=version, by=officer, at=timezone.now()))
    client = signed_in(officer, "officer")
    assert client.get(f"/en/office/cases/{case.pk}/decision/").status_code == 404
    sent = client.post(
        f"/en/office/cases/{case.pk}/decision/sign/", {"version": "1", "act": "sign"}
    )
    assert sent.status_code == 404
    assert not Countersignature.objects.exists()


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_the_case_is_not_there_for_them_in_any_role(
    world: World, officer: User, case: Case
) -> None:
    people.grant_role(officer, "supervisor", office="PRG", actor=SYSTEM)
    people.grant_role(officer, "auditor", office="PRG", actor=SYSTEM)
    officer.__dict__.pop("live_grants", None)
    for role in ("officer", "supervisor", "auditor"):
        seen = Case.objects.visible_to(Actor.for_user(officer, role))
        assert not seen.filter(pk=case.pk).exists(), role


@pytest.mark.parametrize("case", ["own"], indirect=True)
def test_the_tie_is_neither_moved_nor_removed(world: World, officer: User, case: Case) -> None:
    tie = Conflict.objects.get(person=world.oksana.person, user=officer)
    refused(tie.delete)
    refused(lambda: Conflict.objects.filter(pk=tie.pk).update(user=world.dvorak))
    refused(lambda: raw("DELETE FROM accounts_conflict WHERE id = %s", tie.pk))


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("own", "assisted this person at a support centre"),
        ("later", "assisted a parent or guardian of this person at a support centre"),
    ],
    indirect=["case"],
)
def test_the_workbench_shows_who_is_excluded_and_why(
    world: World, officer: User, case: Case, reason: str
) -> None:
    supervisor = signed_in(world.supervisor)
    page = supervisor.get(f"/en/office/cases/{case.pk}/act/assign/").content.decode()
    assert f"<bdi>Alena Horová</bdi>: {reason}" in page
    assert f'value="{officer.pk}"' not in page
    sent = supervisor.post(f"/en/office/cases/{case.pk}/act/assign/", {"officer": str(officer.pk)})
    assert sent.status_code == 422
    proposed(world, case)
    page = supervisor.get(f"/en/office/cases/{case.pk}/decision/").content.decode()
    assert f"<bdi>Alena Horová</bdi>: {reason}" in page


def test_other_reasons_are_told_apart(world: World) -> None:
    case = world.case
    people.record_conflict(case.person, world.dvorak, kind="kin", actor=SYSTEM)
    people.grant_role(world.oksana, "officer", office="PRG", actor=SYSTEM)
    reasons = {row.name: str(row.reason) for row in barred_from(case)}
    assert reasons == {
        "Petr Dvořák": "is related to this person",
        "Oksana Shevchenko": "is the person whom the case is about",
    }


def test_nobody_excluded_nothing_shown(world: World) -> None:
    page = signed_in(world.supervisor).get(f"/en/office/cases/{world.case.pk}/act/assign/")
    assert page.status_code == 200
    assert "Excluded by a conflict" not in page.content.decode()


def test_the_admin_has_no_door_to_it() -> None:
    registered = {model._meta.label for model in site._registry}
    assert registered.isdisjoint(
        {
            "accounts.Conflict",
            "accounts.Person",
            "accounts.ReservedContact",
            "cases.Case",
            "cases.Countersignature",
            "cases.DecisionVersion",
        }
    )
    assert "accounts.User" in registered
