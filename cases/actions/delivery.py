"""Letters on paper: sent, delivered, and what begins to run with the delivery.

Who prints and posts works at a support centre and sees no case: the room above has looked whether
the letter is theirs, and the act goes by the letter alone. A period that a letter sets is counted
from the day on which it reached the person, in the pack's calendar.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.actor import SYSTEM, Actor
from cases.actions.act import Act, act
from cases.errors import NotNow
from cases.models import Letter, PaperDelivery, Request


def dispatch(
    delivery: PaperDelivery,
    *,
    on: date,
    registered_number: str = "",
    actor: Actor,
    now: datetime | None = None,
) -> PaperDelivery:
    """The letter went to the post on that day. Raises ``NotNow``."""
    with _about(delivery, actor, now) as doing:
        row = _waiting(doing, delivery)
        if row.dispatched_on is not None:
            raise NotNow("dispatched", _("It is recorded already that this letter was posted."))
        _check_day(doing, row, on)
        row.dispatched_on, row.dispatched_by_id = on, actor.by
        row.registered_number = registered_number.strip()
        row.save(update_fields=["dispatched_on", "dispatched_by", "registered_number"])
        doing.record("letter_posted", on=on, letter=row.letter_id)
    return row


def deliver(
    delivery: PaperDelivery, *, on: date, how: str, actor: Actor, now: datetime | None = None
) -> PaperDelivery:
    """The letter reached the person on that day: the period of a request runs from it.

    ``how``: of ``PaperDelivery.How``. Raises ``NotNow``, ``ValueError``.
    """
    with _about(delivery, actor, now) as doing:
        row = _waiting(doing, delivery)
        _check_day(doing, row, on)
        if how == PaperDelivery.How.RECEIPT and row.dispatched_on is None:
            raise NotNow("dispatched", _("Record first when this letter was posted."))
        if row.dispatched_on is not None and on < row.dispatched_on:
            raise NotNow("early", _("A letter is not delivered before it was posted."))
        row.delivered_on, row.how = on, PaperDelivery.How(how)
        row.delivered_by_id = actor.by
        row.save(update_fields=["delivered_on", "how", "delivered_by"])
        doing.record("letter_delivered", on=on, letter=row.letter_id, how=how)
        if row.letter.kind == Letter.Kind.REQUEST:
            _start_period(doing, row.letter, on)
    return row


def _start_period(doing: Act, letter: Letter, on: date) -> None:
    request = doing.case.requests.get(pk=letter.about)
    if request.state != Request.State.OPEN or request.due_on is not None:
        return
    assert request.days is not None  # held by a constraint
    request.due_on = doing.pack.calendar.after_days(on, request.days)
    request.save(update_fields=["due_on"])
    request.suspensions.running().update(lapses_on=request.due_on)
    basis = doing.pack.period("defect_call").legal_basis
    doing.record("period_began", on=on, request=request.pk, due_on=request.due_on, basis=basis)


@contextmanager
def _about(delivery: PaperDelivery, actor: Actor, now: datetime | None) -> Iterator[Act]:
    """The case of the letter is found by the system, and what is done is the actor's own."""
    with act(delivery.letter.case, "", actor=SYSTEM, now=now) as doing:
        doing.actor = actor
        yield doing


def _waiting(doing: Act, delivery: PaperDelivery) -> PaperDelivery:
    rows = PaperDelivery.objects.select_related("letter").filter(letter__case=doing.case)
    row = rows.get(pk=delivery.pk)
    if row.delivered_on is not None:
        raise NotNow("delivered", _("It is recorded already that this letter was delivered."))
    if row.letter.state != Letter.State.READY:
        raise NotNow("pending", _("This letter is not written yet."))
    return row


def _check_day(doing: Act, delivery: PaperDelivery, on: date) -> None:
    written = delivery.letter.created_at.astimezone(doing.pack.time_zone).date()
    if on > doing.today:
        raise NotNow("future", _("This day has not come yet."))
    if on < written:
        raise NotNow("early", _("On this day the letter was not yet written."))
