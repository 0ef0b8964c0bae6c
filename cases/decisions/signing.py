"""Propose, countersign, send back, issue. The database holds the four eyes too.

A version is never changed: a proposal that comes back is answered by a new version, and whoever
proposed any of them can never put the second signature.
"""

from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Conflict
from cases.actions.act import Act, act
from cases.actions.gateway import step
from cases.actions.telling import order_letter
from cases.actions.translating import queue_decision
from cases.decisions.errors import DecisionRefused
from cases.decisions.proposal import Proposal, check
from cases.lifecycle import State
from cases.models import (
    Case,
    Countersignature,
    Decision,
    DecisionReturn,
    DecisionVersion,
    Letter,
)

ISSUED_BY = {
    DecisionVersion.Outcome.GRANT.value: "approve",
    DecisionVersion.Outcome.REFUSE.value: "refuse",
}


def propose(
    case: Case, proposal: Proposal, *, actor: Actor, now: datetime | None = None
) -> Decision:
    """Propose a decision, or a new version of one that came back.

    Raises ``DecisionRefused`` when the proposal is not whole or a decision already waits.
    """
    with act(case, "case.propose", actor=actor, now=now) as doing:
        case = doing.case
        if case.state != State.OPEN:
            raise DecisionRefused("not_open")
        _refuse_conflict(doing)
        check(case, proposal)
        decision = _decision_to_propose(doing)
        DecisionVersion.objects.create(
            decision=decision,
            person_id=case.person_id,
            seq=decision.current,
            proposed_by_id=doing.by,
            proposed_at=doing.at,
            **proposal.fields(),
        )
        doing.record(
            "decision_proposed",
            decision=decision.pk,
            version=decision.current,
            outcome=proposal.outcome,
        )
    return decision


def countersign(
    decision: Decision, *, version: int, actor: Actor, now: datetime | None = None
) -> Decision:
    """Put the second signature under ``version``, which must still be the latest one."""
    with act(decision.case, "case.countersign", actor=actor, now=now) as doing:
        decision = _waiting(doing, decision.pk, version)
        _refuse_conflict(doing)
        if decision.versions.filter(proposed_by_id=doing.by).exists():
            raise DecisionRefused("own_proposal")
        Countersignature.objects.create(version=decision.version, by_id=doing.by, at=doing.at)
        decision.state = Decision.State.COUNTERSIGNED
        decision.save(update_fields=["state"])
        doing.record("decision_countersigned", decision=decision.pk, version=version)
    return decision


def send_back(
    decision: Decision,
    *,
    version: int,
    comment: str,
    actor: Actor,
    now: datetime | None = None,
) -> Decision:
    """Return the proposal to whoever made it, with a comment that says what to change."""
    if not comment.strip():
        raise DecisionRefused("comment_missing")
    with act(decision.case, "case.countersign", actor=actor, now=now) as doing:
        decision = _waiting(doing, decision.pk, version)
        DecisionReturn.objects.create(
            version=decision.version,
            person_id=doing.case.person_id,
            comment=comment,
            by_id=doing.by,
            at=doing.at,
        )
        decision.state = Decision.State.RETURNED
        decision.save(update_fields=["state"])
        doing.record("decision_returned", decision=decision.pk, version=version)
    return decision


def issue(decision: Decision, *, actor: Actor, now: datetime | None = None) -> Case:
    """Issue a countersigned decision: the case changes state and the letter is ordered.

    Raises ``DecisionRefused`` without the second signature, ``NotNow`` when a condition of the step
    (the fee, say) does not hold.
    """
    with act(decision.case, "case.issue", actor=actor, now=now) as doing:
        decision = _locked(doing.case, decision.pk)
        if decision.state != Decision.State.COUNTERSIGNED:
            raise DecisionRefused("not_countersigned")
        outcome = decision.version.outcome
        decision.state = Decision.State.ISSUED
        decision.issued_at, decision.issued_on = doing.at, doing.today
        decision.issued_by_id = actor.user_id
        decision.save(update_fields=["state", "issued_at", "issued_on", "issued_by"])
        step(doing, ISSUED_BY[outcome], decision=decision.pk, outcome=outcome)
        order_letter(doing, Letter.Kind.DECISION, decision.pk)
        queue_decision(doing.case, decision, doing.at)
    return doing.case


def _decision_to_propose(doing: Act) -> Decision:
    """The decision that came back, ready for its next version, or a new one."""
    live = doing.case.decisions.live().first()
    if live is None:
        return Decision.objects.create(case=doing.case, created_at=doing.at)
    if live.state != Decision.State.RETURNED:
        raise DecisionRefused("waiting")
    live.current += 1
    live.state = Decision.State.PROPOSED
    live.save(update_fields=["current", "state"])
    return live


def _locked(case: Case, pk: UUID) -> Decision:
    """The decision of a case that is locked already."""
    return (
        Decision.objects.select_related("case").prefetch_related("versions").get(pk=pk, case=case)
    )


def _waiting(doing: Act, pk: UUID, version: int) -> Decision:
    decision = _locked(doing.case, pk)
    if decision.state != Decision.State.PROPOSED:
        raise DecisionRefused("not_waiting")
    if decision.current != version:
        raise DecisionRefused("changed")
    return decision


def _refuse_conflict(doing: Act) -> None:
    if Conflict.objects.filter(person_id=doing.case.person_id, user_id=doing.by).exists():
        raise DecisionRefused("conflict")
