"""The database refuses what code must not do, also to raw SQL. On SQLite and PostgreSQL alike."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.actions import record_conflict
from accounts.actor import SYSTEM, Actor
from audit import guards
from cases.actions import answer, ask, begin, judge_document, note, record_fee, see_original
from cases.actions.requests import Asked
from cases.decisions import Proposal, countersign, propose, send_back
from cases.guards import APPEND_ONLY, LASTING
from cases.models import Case, CaseDocument, CaseStep, Countersignature, Decision
from tests.cases.conftest import at, file_for, make_document
from tests.factories import Cast

GRANT = Proposal(outcome="grant", valid_from=date(2026, 10, 1))


def raw(sql: str, *values: Any) -> None:
    """Run SQL as somebody with a shell would; ids are written as each database keeps them."""
    sqlite = connection.vendor == "sqlite"
    given = [value.hex if sqlite and isinstance(value, UUID) else value for value in values]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, given)


def refused(act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def raw_step(case: Case, source: str, target: str, name: str, seq: int = 1) -> None:
    raw(
        "INSERT INTO cases_casestep (case_id, seq, name, source, target, role, at) "
        "VALUES (%s, %s, %s, %s, %s, 'officer', '2026-09-01 10:00:00+00:00')",
        case.pk,
        seq,
        name,
        source,
        target,
    )


def test_all_guards_stand(db: None) -> None:
    assert guards.differences() == []


def test_a_state_does_not_change_by_update(filed: Case) -> None:
    refused(lambda: Case.objects.filter(pk=filed.pk).update(state="granted"))
    refused(lambda: raw("UPDATE cases_case SET state = 'open' WHERE id = %s", filed.pk))


def test_nor_with_a_made_up_number_of_the_step(filed: Case) -> None:
    refused(
        lambda: raw("UPDATE cases_case SET state = 'open', step_seq = 1 WHERE id = %s", filed.pk)
    )


def test_a_case_is_not_born_granted(filed: Case) -> None:
    row = Case.objects.get(pk=filed.pk)
    twin = Case(**{field.attname: getattr(row, field.attname) for field in Case._meta.fields})
    twin.pk, twin.origin, twin.number = uuid4(), uuid4(), "UTO-9/ZM-2026"
    twin.__dict__["state"], twin.ended_on = "granted", date(2026, 9, 1)
    refused(lambda: twin.save(force_insert=True))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("grant", "granted"),
        ("approve", "pre_approved"),
        ("begin", "granted"),
        ("appeal", "under_appeal"),
    ],
)
def test_no_step_leads_where_the_law_does_not(filed: Case, name: str, target: str) -> None:
    refused(lambda: raw_step(filed, "received", target, name))


def test_a_step_starts_where_the_case_stands(filed: Case) -> None:
    refused(lambda: raw_step(filed, "open", "refused", "refuse"))
    refused(lambda: raw_step(filed, "received", "open", "begin", seq=2))


def test_a_lawful_step_alone_moves_nothing_but_may_be_followed(filed: Case) -> None:
    raw_step(filed, "received", "open", "begin")
    refused(
        lambda: raw(
            "UPDATE cases_case SET state = 'suspended', step_seq = 1 WHERE id = %s", filed.pk
        )
    )
    raw("UPDATE cases_case SET state = 'open', step_seq = 1 WHERE id = %s", filed.pk)


def test_no_approval_or_refusal_without_a_countersigned_decision(
    running: Case, novotna: Actor, dvorak: Actor
) -> None:
    refused(lambda: raw_step(running, "open", "pre_approved", "approve", seq=2))
    decision = propose(running, GRANT, actor=novotna, now=at(9, 10))
    refused(lambda: raw_step(running, "open", "pre_approved", "approve", seq=2))
    countersign(decision, version=1, actor=dvorak, now=at(9, 11))
    refused(lambda: raw_step(running, "open", "refused", "refuse", seq=2))
    raw_step(running, "open", "pre_approved", "approve", seq=2)


def test_nothing_is_granted_without_a_card_in_hand(
    running: Case, novotna: Actor, dvorak: Actor
) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 10))
    countersign(decision, version=1, actor=dvorak, now=at(9, 11))
    raw_step(running, "open", "pre_approved", "approve", seq=2)
    raw("UPDATE cases_case SET state = 'pre_approved', step_seq = 2 WHERE id = %s", running.pk)
    refused(lambda: raw_step(running, "pre_approved", "granted", "grant", seq=3))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("number", "UTO-9/ZM-2026"),
        ("filed_on", "2020-01-01"),
        ("limit_days", 900),
        ("language", "x"),
    ],
)
def test_what_was_filed_never_changes(filed: Case, column: str, value: object) -> None:
    refused(lambda: raw(f"UPDATE cases_case SET {column} = %s WHERE id = %s", value, filed.pk))


def test_the_answers_that_were_filed_never_change(filed: Case) -> None:
    filed.answers = {"person": {}}
    refused(lambda: filed.save(update_fields=["answers"]))


def test_a_case_and_its_person_are_never_removed_or_exchanged(filed: Case, cast: Cast) -> None:
    refused(lambda: raw("DELETE FROM cases_case WHERE id = %s", filed.pk))
    stranger = cast.stranger.person.pk
    refused(lambda: raw("UPDATE cases_case SET person_id = %s WHERE id = %s", stranger, filed.pk))


# The second signature


def test_a_proposer_of_any_version_never_countersigns(
    running: Case, novotna: Actor, dvorak: Actor
) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 10))
    send_back(decision, version=1, comment="Say why.", actor=dvorak, now=at(9, 11))
    decision = propose(running, GRANT, actor=dvorak, now=at(9, 12))
    latest = decision.versions.get(seq=2)
    for actor in (novotna, dvorak):
        refused(
            lambda by=actor.user_id: Countersignature.objects.create(
                version=latest, by_id=by, at=at(9, 13)
            )
        )


def test_only_the_latest_version_is_countersigned(
    running: Case, novotna: Actor, dvorak: Actor, cast: Cast
) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 10))
    send_back(decision, version=1, comment="Say why.", actor=dvorak, now=at(9, 11))
    propose(running, GRANT, actor=novotna, now=at(9, 12))
    earlier = decision.versions.get(seq=1)
    other = cast.supervisor.pk
    refused(lambda: Countersignature.objects.create(version=earlier, by_id=other, at=at(9, 13)))


def test_a_conflict_excludes_proposal_signature_and_assignment(
    running: Case, novotna: Actor, dvorak: Actor, cast: Cast
) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 10))
    record_conflict(running.person, cast.dvorak, kind="assisted", actor=SYSTEM)
    latest, by = decision.versions.get(), dvorak.user_id
    refused(lambda: Countersignature.objects.create(version=latest, by_id=by, at=at(9, 11)))
    refused(lambda: Case.objects.filter(pk=running.pk).update(assigned_to=cast.dvorak))
    record_conflict(running.person, cast.novotna, kind="kin", actor=SYSTEM)
    refused(
        lambda: raw(
            "INSERT INTO cases_decisionversion SELECT %s, 2, outcome, facts, grounds, remedy, "
            "valid_from, valid_to, comment, proposed_at, decision_id, person_id, proposed_by_id "
            "FROM cases_decisionversion WHERE id = %s",
            uuid4(),
            latest.pk,
        )
    )


def test_nobody_signs_or_deals_with_their_own_case(permit, cast: Cast, novotna: Actor) -> None:
    own = begin(file_for(cast.dvorak, permit), actor=novotna, now=at(9, 2))
    decision = propose(own, GRANT, actor=novotna, now=at(9, 10))
    latest = decision.versions.get()
    by = cast.dvorak.pk
    refused(lambda: Countersignature.objects.create(version=latest, by_id=by, at=at(9, 11)))
    refused(lambda: Case.objects.filter(pk=own.pk).update(assigned_to=cast.dvorak))


def test_a_decision_is_issued_only_with_its_signature(running: Case, novotna: Actor) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 10))
    for state in ("countersigned", "issued"):
        refused(lambda s=state: Decision.objects.filter(pk=decision.pk).update(state=s))


def test_there_is_one_live_decision_of_a_case(running: Case, novotna: Actor) -> None:
    propose(running, GRANT, actor=novotna, now=at(9, 10))
    refused(lambda: Decision.objects.create(case=running, created_at=at(9, 11)))


# Append-only


@pytest.fixture
def full(running: Case, novotna: Actor, oksana: Actor, dvorak: Actor) -> Case:
    """A case with a row in nearly every table."""
    note(running, "A note", actor=novotna)
    record_fee(running, method="card", paid_on=date(2026, 9, 3), actor=novotna)
    request = ask(
        running, [Asked("missing", "missing", "X")], legal_basis="law", actor=novotna, now=at(9, 5)
    )
    paper = make_document(running.person)
    answer(request, documents=[("X", paper)], language="uk", actor=oksana, now=at(9, 6))
    row = CaseDocument.objects.get(case=running)
    judge_document(row, "accepted", actor=novotna)
    see_original(row, actor=novotna)
    countersign(
        propose(running, GRANT, actor=novotna, now=at(9, 10)),
        version=1,
        actor=dvorak,
        now=at(9, 11),
    )
    return running


def test_no_row_of_the_record_is_changed_or_removed(full: Case) -> None:
    tried = 0
    for table in APPEND_ONLY:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            if not cursor.fetchone()[0]:
                continue
        tried += 1
        refused(lambda t=table: raw(f"DELETE FROM {t}"))
        refused(lambda t=table: raw(f"UPDATE {t} SET id = id"))
    assert tried >= 12


@pytest.mark.postgres
def test_no_table_of_the_record_is_emptied(full: Case) -> None:
    raw("SET CONSTRAINTS ALL IMMEDIATE")  # or pending checks, not the guard, would refuse
    for table in [*APPEND_ONLY, *LASTING]:
        refused(lambda t=table: raw(f"TRUNCATE {t} CASCADE"))


def test_a_step_cannot_be_taken_twice(running: Case) -> None:
    step = CaseStep.objects.get(case=running)
    refused(lambda: raw_step(running, step.source, step.target, step.name, seq=step.seq))
