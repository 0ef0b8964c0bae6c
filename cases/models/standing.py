"""Where a case stands: the facts that the conditions of its lifecycle ask for."""

from collections.abc import Sequence
from datetime import date

from cases.conditions import Facts
from cases.lifecycle import State
from cases.models.card import CardStep
from cases.models.case import Case
from cases.models.decisions import Decision, DecisionVersion
from cases.models.events import ClockEntry
from cases.models.fees import FeeOwed, FeePayment
from cases.models.requests import Request, Suspension
from cases.models.rows import Part, Rows, rows_by_case, rows_of
from permits.packs import load_pack

STANDING = (
    Part(Suspension),
    Part(Request),
    Part(Decision),
    Part(DecisionVersion, case="decision__case", only=("id", "decision_id", "seq", "outcome")),
    Part(FeeOwed),
    Part(FeePayment, case="fee__case", only=("id", "fee_id", "paid_on")),
    Part(CardStep),
    Part(ClockEntry),
)
"""The rows that :func:`facts_of` and the clock are read from."""


def standing_of(case: Case, today: date) -> Facts:
    """Read the facts anew, in one statement. ``case`` needs its ``permit_type``."""
    return facts_of(case, rows_of(case.pk, STANDING), today)


def read_standings(cases: Sequence[Case], today: date) -> None:
    """Set ``standing`` on each case: one statement, however many there are."""
    found = rows_by_case([case.pk for case in cases], STANDING)
    for case in cases:
        case.standing = facts_of(case, found[case.pk], today)


def facts_of(case: Case, rows: Rows, today: date) -> Facts:
    """The facts, from rows of (at least) the parts in ``STANDING``."""
    running = [row for row in rows.of(Suspension) if row.ended_on is None]
    waiting = [row for row in rows.of(Request) if row.state == Request.State.OPEN]
    decision = live_decision(rows)
    versions = [
        row for row in rows.of(DecisionVersion) if decision and row.decision_id == decision.pk
    ]
    card = {row.kind: row.on for row in rows.of(CardStep)}
    biometrics_on = card.get(CardStep.Kind.BIOMETRICS)
    decided_on = decision.issued_on if decision else None
    base = biometrics_on or decided_on
    return Facts(
        today=today,
        lodged_on=case.lodged_on,
        appear_by=case.appear_by,
        suspensions=len(running),
        lapses_on=min((row.lapses_on for row in running if row.lapses_on), default=None),
        open_requests=len(waiting),
        request_due=min((row.due_on for row in waiting if row.due_on), default=None),
        decision_state=decision.state if decision else "",
        decision_outcome=versions[-1].outcome if versions else "",
        decided_on=decided_on,
        fee_owed=fee_is_owed(rows),
        biometrics_on=biometrics_on,
        ready_on=card.get(CardStep.Kind.READY),
        handed_over=CardStep.Kind.HANDED_OVER in card,
        collect_by=_collect_by(case, base) if base and case.state == State.PRE_APPROVED else None,
    )


def live_decision(rows: Rows) -> Decision | None:
    """The decision that no later one, nor the end of the case, overtook."""
    alive = (row for row in rows.of(Decision) if row.state != Decision.State.SUPERSEDED)
    return next(alive, None)


def fee_is_owed(rows: Rows) -> bool:
    """From rows of ``FeeOwed`` and ``FeePayment``."""
    paid = {row.fee_id for row in rows.of(FeePayment)}
    return any(row.amount > 0 and row.pk not in paid for row in rows.of(FeeOwed))


def _collect_by(case: Case, base: date) -> date:
    """Last day for the card: counted from the biometric data, before them from the approval."""
    pack = load_pack(case.pack)
    days = case.permit_type.collect_days or pack.period("card_collection").days
    return pack.calendar.after_days(base, days)
