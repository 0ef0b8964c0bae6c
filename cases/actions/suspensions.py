"""Suspending the proceedings: a reasoned act of its own, with its ground and legal basis."""

from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.actor import SYSTEM, Actor
from cases.actions.act import Act, act
from cases.actions.gateway import step
from cases.actions.phrases import known
from cases.actions.telling import tell
from cases.clock import Cause, Kind
from cases.errors import NotNow
from cases.lifecycle import State
from cases.models import Case, Request, Suspension
from i18n.languages import current


def suspend(
    case: Case,
    ground: str,
    *,
    request: Request | None = None,
    legal_basis: str = "",
    lapses_on: date | None = None,
    actor: Actor,
    now: datetime | None = None,
    expected: int | None = None,
) -> Suspension:
    """Stop the clock from today, on a ``suspension`` phrase of the pack.

    With an open ``request`` it ends on the day of the complete answer, or on the last day of the
    request's period. Without one it waits for somebody else until ``lapses_on`` or ``lift``.
    Several grounds may run at once. Raises ``NotNow``, ``UnknownPhrase``, ``NotPermitted``.
    """
    with act(case, "case.suspend", actor=actor, now=now, expected=expected) as doing:
        row = doing.case
        if row.state not in (State.OPEN, State.SUSPENDED):
            raise NotNow("state", _("Only proceedings under review can be suspended."))
        phrase = known(doing.pack.code, "suspension", ground)
        asked = _still_open(doing, request) if request else None
        if not asked and lapses_on and lapses_on <= doing.today:
            raise NotNow("due", _("The due date must lie in the future."))
        suspension = Suspension.objects.create(
            case=row,
            request=asked,
            ground=ground,
            legal_basis=legal_basis or phrase.legal_basis,
            started_on=doing.today,
            lapses_on=asked.due_on if asked else lapses_on,
            by_id=doing.by,
            at=doing.at,
        )
        doing.tick(
            Kind.STOP,
            on=doing.today,
            ground=str(suspension.pk),
            cause=Cause.SUSPENSION if asked else Cause.OTHER_BODY,
            legal_basis=suspension.legal_basis,
        )
        _stop(doing, ground)
        tell(
            doing,
            "suspended",
            day=doing.today,
            ground=lambda: phrase.sentence(current()),
            basis=suspension.legal_basis,
        )
    return suspension


def run_on(doing: Act, suspension: Suspension) -> None:
    """It lapsed on a wrong day and has not ended: the clock stands as if it never had."""
    ground = str(suspension.pk)
    doing.tick(Kind.RUN_ON, on=doing.today, ground=ground, cause=Cause.SUSPENSION)
    suspension.ended_on, suspension.ended_by = None, ""
    suspension.save(update_fields=["ended_on", "ended_by"])
    _stop(replace(doing, actor=SYSTEM), suspension.ground)


def _stop(doing: Act, ground: str) -> None:
    """The state and the history of a case for which a suspension runs now."""
    if doing.case.state == State.OPEN:
        step(doing, "suspend", suspension=ground)
    else:
        doing.record("suspension_added", suspension=ground)


def _still_open(doing: Act, request: Request) -> Request:
    row = doing.case.requests.get(pk=request.pk)
    if row.state != Request.State.OPEN:
        raise NotNow("closed", _("This request no longer waits for an answer."))
    return row


def lift(suspension: Suspension, *, actor: Actor, now: datetime | None = None) -> Case:
    """The ground is gone (for instance the other body has answered): end it today."""
    with act(suspension.case, "case.suspend", actor=actor, now=now) as doing:
        row = doing.case.suspensions.get(pk=suspension.pk)
        if row.ended_on is not None:
            raise NotNow("ended", _("This suspension has ended already."))
        end_suspension(doing, row, on=doing.today, how=Suspension.End.LIFTED)
        resume_if_free(doing, on=doing.today)
    return doing.case


def lapse_suspension(suspension: Suspension, *, now: datetime | None = None) -> bool:
    """The period of a suspension without a request is over. For the sweep; twice is once."""
    with act(suspension.case, "", actor=SYSTEM, now=now) as doing:
        row = doing.case.suspensions.get(pk=suspension.pk)
        if row.ended_on or row.request_id or not row.lapses_on or row.lapses_on >= doing.today:
            return False
        end_suspension(doing, row, on=row.lapses_on, how=Suspension.End.LAPSED)
        resume_if_free(doing, on=row.lapses_on)
        return True


def end_suspensions_of(doing: Act, request: Request, *, on: date, how: str) -> None:
    """What was suspended for this request ends; the clock runs when no ground is left."""
    ended = list(request.suspensions.running())
    for suspension in ended:
        end_suspension(doing, suspension, on=on, how=how)
    if ended:
        resume_if_free(doing, on=on)


def end_suspension(doing: Act, suspension: Suspension, *, on: date, how: str) -> None:
    """It ends on that day; one that had lapsed on a wrong day, on this one instead."""
    day = max(on, suspension.started_on)
    cause = Cause.SUSPENSION if suspension.request_id else Cause.OTHER_BODY
    doing.tick(Kind.RESUME, on=day, ground=str(suspension.pk), cause=cause)
    suspension.ended_on, suspension.ended_by = day, how
    suspension.save(update_fields=["ended_on", "ended_by"])
    doing.record("suspension_ended", on=day, suspension=suspension.ground, how=str(how))


def resume_if_free(doing: Act, *, on: date) -> None:
    """The system takes the step, since it follows from the law and not from anybody's will."""
    if doing.case.state != State.SUSPENDED or doing.case.suspensions.running().exists():
        return
    step(replace(doing, actor=SYSTEM), "resume", on=on)
    doing.look()
    due = doing.clock().due
    tell(doing, "resumed", day=on, due=due or doing.today)
