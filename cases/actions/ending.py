"""Ends other than a decision: withdrawal, inadmissibility, discontinuance, an unused card."""

from datetime import datetime

from accounts.actor import Actor
from cases.actions.act import act
from cases.actions.confirming import check_confirmed, keep_confirmation, withdrawal_of
from cases.actions.gateway import step
from cases.actions.phrases import known
from cases.actions.telling import order_letter, tell
from cases.models import Case, Confirmed, ConfirmedAct, Letter


def withdraw(
    case: Case,
    *,
    actor: Actor,
    confirmed: Confirmed | None = None,
    now: datetime | None = None,
) -> Case:
    """The applicant takes the application back; the case ends today.

    Raises ``NotReadBack`` for a helper without the applicant's confirmation.
    """
    with act(case, "case.withdraw", actor=actor, now=now) as doing:
        check_confirmed(actor, confirmed, withdrawal_of(doing.case))
        keep_confirmation(doing, ConfirmedAct.WITHDRAWN, confirmed)
        step(doing, "withdraw")
        tell(doing, "withdrawn", day=doing.today)
    return doing.case


def declare_inadmissible(
    case: Case,
    ground: str,
    *,
    actor: Actor,
    reason: str = "",
    now: datetime | None = None,
    expected: int | None = None,
) -> Case:
    """On an ``inadmissibility`` phrase of the pack. ``reason`` is sealed into the audit log."""
    return _end(
        case,
        "declare_inadmissible",
        "inadmissibility",
        ground,
        actor,
        reason,
        now,
        expected,
    )


def discontinue(
    case: Case,
    ground: str,
    *,
    actor: Actor,
    reason: str = "",
    now: datetime | None = None,
    expected: int | None = None,
) -> Case:
    """On a ``discontinuance`` phrase of the pack: a defect not removed, the fee not paid, …"""
    return _end(case, "discontinue", "discontinuance", ground, actor, reason, now, expected)


def _end(
    case: Case,
    transition: str,
    kind: str,
    ground: str,
    actor: Actor,
    reason: str,
    now: datetime | None,
    expected: int | None,
) -> Case:
    with act(case, "", actor=actor, now=now, expected=expected) as doing:
        known(doing.pack.code, kind, ground)
        step(doing, transition, reason=reason, ground=ground)
        order_letter(doing, Letter.Kind.ENDING, doing.case.pk)
    return doing.case


def record_not_lodged(case: Case, *, actor: Actor, now: datetime | None = None) -> Case:
    """Nobody came in person in time. An officer says so, since appearances may be entered late."""
    with act(case, "case.discontinue", actor=actor, now=now) as doing:
        step(doing, "not_lodged")
        tell(doing, "not_lodged", appear_by=doing.case.appear_by or doing.today)
    return doing.case


def record_not_collected(case: Case, *, actor: Actor, now: datetime | None = None) -> Case:
    """Nobody came for the card in time: proceedings are discontinued, and a letter says so.

    The letter names the remedy, as for any other ``discontinuance`` phrase of the pack.
    """
    with act(case, "case.discontinue", actor=actor, now=now) as doing:
        step(doing, "not_collected")
        order_letter(doing, Letter.Kind.ENDING, doing.case.pk)
    return doing.case
