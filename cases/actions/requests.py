"""Asking the applicant for something, and what becomes of the request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.actor import SYSTEM, Actor
from cases.actions.act import Act, act
from cases.actions.phrases import several
from cases.actions.suspensions import end_suspensions_of
from cases.actions.telling import order_letter, tell
from cases.actions.translating import queue_request
from cases.errors import NotNow
from cases.lifecycle import State
from cases.models import (
    Case,
    Letter,
    Request,
    RequestExtension,
    RequestItem,
    Suspension,
)

ASKING = (State.RECEIVED, State.OPEN, State.SUSPENDED)


@dataclass(frozen=True)
class Asked:
    """One thing to ask for. ``RequestItem.PHRASE_KINDS`` says of which kind ``phrase`` is."""

    kind: str
    phrase: str
    requirement: str = ""

    @property
    def phrase_kind(self) -> str:
        return RequestItem.PHRASE_KINDS[self.kind]


def ask(
    case: Case,
    items: Sequence[Asked],
    *,
    legal_basis: str,
    due_on: date | None = None,
    text: str = "",
    actor: Actor,
    now: datetime | None = None,
    expected: int | None = None,
) -> Request:
    """Ask for documents or information. The clock runs on; suspending is another act.

    ``due_on`` defaults to the pack's period for removing defects. Somebody without a login gets the
    letter on paper: their period is as long, and begins when it is delivered. ``text`` is a free
    sentence in the binding language. Raises ``NotNow``, ``UnknownPhrase``, ``ValueError`` without
    items.
    """
    if not items:
        raise ValueError("a request asks for something")
    with act(case, "case.request", actor=actor, now=now, expected=expected) as doing:
        if doing.case.state not in ASKING or doing.case.lodged_on is None:
            raise NotNow("state", _("Nothing can be asked in the present state of the case."))
        several(doing.pack.code, [(item.phrase_kind, item.phrase) for item in items])
        due = due_on or doing.pack.last_day("defect_call", doing.today)
        if due <= doing.today:
            raise NotNow("due", _("The due date must lie in the future."))
        on_paper = not doing.case.person.reads_online
        request = Request.objects.create(
            case=doing.case,
            person_id=doing.case.person_id,
            seq=doing.case.requests.count() + 1,
            legal_basis=legal_basis,
            text=text,
            issued_on=doing.today,
            due_on=None if on_paper else due,
            days=_days(doing, due) if on_paper else None,
            by_id=doing.by,
            at=doing.at,
        )
        RequestItem.objects.bulk_create(
            RequestItem(
                request=request,
                kind=item.kind,
                phrase=item.phrase,
                requirement=item.requirement,
                order=order,
            )
            for order, item in enumerate(items, 1)
        )
        queue_request(doing.case, request)
        asked = len(items) + bool(text.strip())
        if on_paper:
            doing.record("requested_on_paper", request=request.pk, items=asked, days=request.days)
        else:
            doing.record("requested", request=request.pk, items=asked, due_on=due)
        order_letter(doing, Letter.Kind.REQUEST, request.pk)
    return request


def _days(doing: Act, due: date) -> int:
    """How long the period is, wherever it begins: the pack's, or as long as the officer gave."""
    usual = doing.pack.period("defect_call")
    if usual.unit == "days" and due == doing.pack.last_day("defect_call", doing.today):
        return usual.days
    return (due - doing.today).days


def extend(request: Request, until: date, *, actor: Actor, now: datetime | None = None) -> Request:
    """A longer period, given before the old one ended; a suspension tied to it lasts as long."""
    with act(request.case, "case.request", actor=actor, now=now) as doing:
        row = _waiting(doing, request)
        if row.due_on is None:
            raise NotNow("undelivered", _("The period has not begun: the letter is on its way."))
        if until <= row.due_on:
            raise NotNow("shorter", _("The new due date must be later than the present one."))
        RequestExtension.objects.create(
            request=row,
            before=row.due_on,
            after=until,
            by_id=doing.by,
            at=doing.at,
        )
        row.due_on = until
        row.save(update_fields=["due_on"])
        row.suspensions.running().update(lapses_on=until)
        doing.record("request_extended", request=row.pk, due_on=until)
        tell(doing, "extended", due=until)
    return row


def close(request: Request, *, actor: Actor, now: datetime | None = None) -> Request:
    """The office no longer waits for this answer; what was suspended for it goes on today."""
    with act(request.case, "case.request", actor=actor, now=now) as doing:
        row = _waiting(doing, request)
        row.state, row.closed_on = Request.State.CLOSED, doing.today
        row.save(update_fields=["state", "closed_on"])
        doing.record("request_closed", request=row.pk)
        end_suspensions_of(doing, row, on=doing.today, how=Suspension.End.LIFTED)
    return row


def _waiting(doing: Act, request: Request) -> Request:
    row = doing.case.requests.get(pk=request.pk)
    over = row.due_on is not None and row.due_on < doing.today
    if row.state != Request.State.OPEN or over:
        raise NotNow("closed", _("This request no longer waits for an answer."))
    return row


def lapse(request: Request, *, now: datetime | None = None) -> bool:
    """The period ended without a complete answer: in effect on its last day, whenever this runs.

    Called by the sweep; twice does no more than once. True when the request lapsed now.
    """
    with act(request.case, "", actor=SYSTEM, now=now) as doing:
        row = doing.case.requests.get(pk=request.pk)
        return lapse_if_over(doing, row)


def lapse_if_over(doing: Act, request: Request) -> bool:
    due = request.due_on
    if request.state != Request.State.OPEN or due is None or due >= doing.today:
        return False
    request.state, request.closed_on = Request.State.LAPSED, due
    request.save(update_fields=["state", "closed_on"])
    doing.record("request_lapsed", on=due + timedelta(days=1), request=request.pk)
    end_suspensions_of(doing, request, on=due, how=Suspension.End.LAPSED)
    return True
