"""The only way in which a case changes state."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from cases.actions.act import Act, act
from cases.clock import Cause, Kind
from cases.errors import NotNow, NotPermitted
from cases.lifecycle import FINAL
from cases.models import Case, CaseStep, Decision, Request, Suspension
from cases.table import Row, rows
from statements.inserting import insert
from statements.updating import update


def perform(
    case: Case,
    transition: str,
    *,
    actor: Actor,
    reason: str = "",
    now: datetime | None = None,
    expected: int | None = None,
    **facts: Any,
) -> Case:
    """Change the state of a case by a step of ``cases.lifecycle``; returns the case as it is then.

    ``reason`` is sealed into the audit log; ``facts`` (codes, days) go into the history.
    Raises ``NotPermitted``, ``NotNow``, ``Changed`` or ``Case.DoesNotExist``; then nothing changed.
    """
    with act(case, "", actor=actor, now=now, expected=expected) as doing:
        step(doing, transition, reason=reason, **facts)
    return doing.case


def step(
    doing: Act,
    transition: str,
    *,
    on: date | None = None,
    reason: str = "",
    **facts: Any,
) -> None:
    """A change of state within a larger act. ``on`` is its day of legal effect (default today)."""
    case, actor = doing.case, doing.actor
    doing.look()
    row = _row(transition, case.state)
    if not actor.can(row.permission):
        raise NotPermitted("permission", _("Your role does not allow this."))
    unmet = next(unmet_conditions(case, row), None)
    if unmet:
        code, reason = unmet
        raise NotNow(code, _(reason))
    insert(
        CaseStep(
            case=case,
            seq=case.step_seq + 1,
            name=row.name,
            source=row.source,
            target=row.target,
            by_id=actor.user_id,
            role=actor.role,
            at=doing.at,
        )
    )
    getattr(case, row.name)()
    case.step_seq += 1
    effective = on or doing.today
    if row.target in FINAL:
        case.ended_on = doing.today
        case.ending = str(facts.get("ground", row.name))
        _close_what_is_open(doing, keep_decision=row.name == "refuse")
    update(case, "state", "step_seq", "ended_on", "ending")
    _move_clock(doing, row, effective)
    doing.record(row.name, on=effective, reason=reason, chain=True, **facts)


def _row(transition: str, state: str) -> Row:
    named = [row for row in rows() if row.name == transition]
    if not named:
        raise LookupError(transition)
    found = next((row for row in named if row.source == state), None)
    if found is None:
        raise NotNow("state", _("This is not possible in the present state of the case."))
    return found


def unmet_conditions(case: Case, row: Row) -> Iterator[tuple[str, str]]:
    """Code and message of each condition that does not hold. Reads ``case.standing``."""
    for condition in row.conditions:
        if not condition(case):
            yield condition.__name__, condition.reason


def _move_clock(doing: Act, row: Row, on: date) -> None:
    """Stops and resumes of suspensions are written by whoever orders or ends them."""
    case = doing.case
    if row.clock == "start":
        assert case.lodged_on is not None  # held by a constraint: proceedings only when lodged
        doing.tick(
            Kind.START,
            on=case.lodged_on,
            ground="limit",
            cause=Cause.LIMIT,
            days=case.limit_days,
        )
    elif row.clock == "end":
        doing.tick(Kind.END, on=on, ground="end", cause=Cause.CASE_ENDED)
    elif row.name == "approve":
        basis = doing.pack.period("card_collection").legal_basis
        doing.tick(Kind.STOP, on=on, ground="card", cause=Cause.CARD, legal_basis=basis)


def _close_what_is_open(doing: Act, *, keep_decision: bool) -> None:
    """A case that ends takes its requests, suspensions and unissued decision with it."""
    case, today = doing.case, doing.today
    case.requests.waiting().update(state=Request.State.CLOSED, closed_on=today)
    case.suspensions.running().update(ended_on=today, ended_by=Suspension.End.CASE_ENDED)
    if not keep_decision:
        unissued = case.decisions.live().exclude(state=Decision.State.ISSUED)
        unissued.update(state=Decision.State.SUPERSEDED)
