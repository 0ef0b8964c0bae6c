"""Delivery by public notice: the letter of somebody who cannot be found, on the official board.

The pack says for whom it is lawful (``undelivered``), and on which day after the posting the letter
counts as delivered. What is recorded is what was: the notice is down again, and its text could be
read online for the whole time as well.
"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from cases.actions.act import Act, act
from cases.actions.postal import check_day, enter, enter_delivery, row_of, start_period
from cases.errors import NotNow
from cases.models import PaperDelivery, PostalEntry
from i18n import formats
from permits.packs import NOTICE, Pack

How, Kind = PaperDelivery.How, PostalEntry.Kind


def deliver_by_notice(
    delivery: PaperDelivery,
    *,
    noticed_on: date,
    taken_down_on: date,
    online: bool,
    reason: str = "",
    actor: Actor,
    now: datetime | None = None,
) -> PaperDelivery:
    """The letter hung on the official board between these days and its text was ``online`` for as
    long: it counts as delivered.

    Recorded again it is a correction with its ``reason``, also of what followed from it. Raises
    ``NotNow``, ``NotPermitted``, and ``ValueError`` for what was not online.
    """
    if not online:
        raise ValueError("a notice on the board alone delivers nothing")
    with act(delivery.letter.case, "case.request", actor=actor, now=now) as doing:
        row = row_of(doing, delivery)
        if barred := why_not(row, doing.pack):
            raise barred
        again = row.delivered_on is not None
        if again and not reason:
            raise NotNow("reason", _("This was recorded already. Say why it is put right."))
        _check_days(doing, row, noticed_on, taken_down_on)
        enter(doing, row, Kind.NOTICED, noticed_on, detail=PostalEntry.ONLINE)
        enter(doing, row, Kind.TAKEN_DOWN, taken_down_on)
        row.noticed_on, row.taken_down_on = noticed_on, taken_down_on
        delivered_on = doing.pack.last_day(NOTICE, noticed_on)
        enter_delivery(doing, row, delivered_on, How.NOTICE)
        row.save()
        basis = doing.pack.period(NOTICE).legal_basis
        told: dict[str, Any] = {"on": delivered_on, "letter": row.letter_id, "basis": basis}
        if again:
            doing.record("delivery_corrected", **told, how=How.NOTICE, reason=reason)
        else:
            doing.record("letter_noticed", **told)
        start_period(doing, row.letter, delivered_on)
    return row


def why_not(row: PaperDelivery, pack: Pack) -> NotNow | None:
    """Why this letter is not delivered by public notice; None when it may be."""
    if row.delivered_on is not None and row.how != How.NOTICE:
        return NotNow("delivered", _("It is recorded already that this letter was delivered."))
    if not any(step.starts == NOTICE for step in pack.after_return(row.returned_why)):
        return NotNow(
            "reachable",
            _("Public notice is for a letter that came back because the person was not found."),
        )
    return None


def _check_days(doing: Act, row: PaperDelivery, noticed_on: date, taken_down_on: date) -> None:
    for day in (noticed_on, taken_down_on):
        check_day(doing, row, day)
    assert row.returned_on is not None  # it came back, or it is not for a public notice
    if noticed_on < row.returned_on:
        raise NotNow("early", _("On this day the letter had not yet come back."))
    last = doing.pack.last_day(NOTICE, noticed_on)
    if taken_down_on < last:
        words = _("The notice stays up until %(day)s. Before that it is not deemed delivered.")
        raise NotNow("early", words % {"day": formats.day_long(last)})
