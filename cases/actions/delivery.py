"""Letters on paper: sent, delivered, and what begins to run with the delivery.

Who prints and posts works at a support centre and sees no case: the room above has looked whether
the letter is theirs, and the act goes by the letter alone. A period that a letter sets is counted
from the day on which it reached the person, in the pack's calendar. Each act adds an entry; what
was recorded wrongly is put right by the next one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.actor import SYSTEM, Actor
from cases.actions.act import Act, act
from cases.actions.postal import check_day, enter, enter_delivery, row_of, start_period
from cases.errors import NotNow
from cases.models import PaperDelivery, PostalEntry
from i18n import formats

How, Why, Kind = PaperDelivery.How, PaperDelivery.Why, PostalEntry.Kind

FICTION = "postal_fiction"
"""The pack's period after which a letter that nobody collected counts as delivered."""


def dispatch(
    delivery: PaperDelivery,
    *,
    on: date,
    registered_number: str = "",
    again: bool = False,
    actor: Actor,
    now: datetime | None = None,
) -> PaperDelivery:
    """The letter went to the post on that day. Raises ``NotNow``.

    ``again``: after it came back, or to put the day right. What became of the last posting is over.
    """
    with _about(delivery, actor, now) as doing:
        row = _waiting(doing, delivery)
        if row.dispatched_on is not None and not again:
            raise NotNow("dispatched", _("It is recorded already that this letter was posted."))
        check_day(doing, row, on)
        number = registered_number.strip()
        enter(doing, row, Kind.POSTED, on, number=number)
        row.dispatched_on, row.dispatched_by_id = on, actor.by
        row.registered_number = number
        row.deposited_on, row.returned_on, row.returned_why = None, None, ""
        row.save()
        doing.record("letter_posted", on=on, letter=row.letter_id)
    return row


def deposit(
    delivery: PaperDelivery, *, on: date, actor: Actor, now: datetime | None = None
) -> PaperDelivery:
    """The letter could not be handed over and waits at the post office, ready from that day on.

    Recorded again it is a correction, also of what followed from it. Raises ``NotNow``.
    """
    with _about(delivery, actor, now) as doing:
        row = row_of(doing, delivery)
        if row.delivered_on is not None and row.how != How.FICTION:
            raise NotNow("delivered", _("It is recorded already that this letter was delivered."))
        _check_way(doing, row, on)
        if row.how == How.FICTION:
            _check_over(doing, on)
        enter(doing, row, Kind.DEPOSITED, on)
        row.deposited_on = on
        if row.how == How.FICTION:
            _enter_fiction(doing, row)
        row.save()
        doing.record("letter_deposited", on=on, letter=row.letter_id)
        if row.how == How.FICTION:
            _deem(doing, row)
    return row


def come_back(
    delivery: PaperDelivery, *, on: date, why: str, actor: Actor, now: datetime | None = None
) -> PaperDelivery:
    """The letter came back on that day. Raises ``NotNow``, ``ValueError``.

    ``why``: of ``PaperDelivery.Why``. Nobody collected it in the pack's period: it counts as
    delivered on the last day of that (its law stands in the pack, as ``FICTION``). Any other reason
    starts nothing: the office has to see what it does next.
    """
    with _about(delivery, actor, now) as doing:
        row = _waiting(doing, delivery)
        _check_way(doing, row, on)
        if why == Why.NOT_COLLECTED:
            if row.deposited_on is None:
                raise NotNow("deposited", _("Record first since when it waited to be collected."))
            _check_over(doing, row.deposited_on)
        enter(doing, row, Kind.RETURNED, on, detail=Why(why))
        row.returned_on, row.returned_why = on, Why(why)
        if why == Why.NOT_COLLECTED:
            _enter_fiction(doing, row)
        row.save()
        doing.record("letter_returned", on=on, letter=row.letter_id, why=why)
        if why == Why.NOT_COLLECTED:
            _deem(doing, row)
    return row


def deliver(
    delivery: PaperDelivery, *, on: date, how: str, actor: Actor, now: datetime | None = None
) -> PaperDelivery:
    """The letter reached the person on that day: the period of a request runs from it.

    ``how``: of ``PaperDelivery.How``, but nothing deemed. Raises ``NotNow``, ``ValueError``.
    """
    with _about(delivery, actor, now) as doing:
        row = _waiting(doing, delivery)
        _hand(doing, row, on, how)
        doing.record("letter_delivered", on=on, letter=row.letter_id, how=how)
        start_period(doing, row.letter, on)
    return row


def correct_delivery(
    delivery: PaperDelivery,
    *,
    on: date,
    how: str,
    reason: str,
    actor: Actor,
    now: datetime | None = None,
) -> PaperDelivery:
    """It reached the person on another day than was recorded: an open period moves with it.

    Raises ``NotNow``, ``ValueError``. What was recorded first stays in the entries and in the log.
    """
    with _about(delivery, actor, now) as doing:
        row = row_of(doing, delivery)
        if row.delivered_on is None:
            raise NotNow("undelivered", _("This letter is not delivered yet."))
        if row.how == How.ACCOUNT:
            raise NotNow("account", _("The person reads it in an account of their own."))
        if row.how == How.NOTICE:
            raise NotNow("notice", _("The office delivered it by public notice."))
        _hand(doing, row, on, how, afterwards=True)
        doing.record("delivery_corrected", on=on, letter=row.letter_id, how=how, reason=reason)
        start_period(doing, row.letter, on)
    return row


def _hand(doing: Act, row: PaperDelivery, on: date, how: str, *, afterwards: bool = False) -> None:
    """``afterwards``: as a correction, with its reason; a desk says what it did the same day."""
    check_day(doing, row, on)
    if how in (How.FICTION, How.NOTICE):
        raise ValueError(how)
    if how == How.RECEIPT and row.dispatched_on is None:
        raise NotNow("dispatched", _("Record first when this letter was posted."))
    if row.dispatched_on is not None and on < row.dispatched_on:
        raise NotNow("early", _("A letter is not delivered before it was posted."))
    if how == How.DESK and on < doing.today and not afterwards:
        raise NotNow(
            "today",
            _(
                "What was handed over at the desk is recorded for today. "
                "Put the day right afterwards."
            ),
        )
    enter_delivery(doing, row, on, How(how))
    row.save()


def _enter_fiction(doing: Act, row: PaperDelivery) -> None:
    assert row.deposited_on is not None
    enter_delivery(doing, row, doing.pack.last_day(FICTION, row.deposited_on), How.FICTION)


def _deem(doing: Act, row: PaperDelivery) -> None:
    """It counts as delivered, by the pack's rule."""
    assert row.delivered_on is not None
    basis = doing.pack.period(FICTION).legal_basis
    doing.record("letter_deemed", on=row.delivered_on, letter=row.letter_id, basis=basis)
    start_period(doing, row.letter, row.delivered_on)


def _check_over(doing: Act, deposited_on: date) -> None:
    """On its last day a letter may still be collected."""
    last = doing.pack.last_day(FICTION, deposited_on)
    if doing.today <= last:
        words = _("It can be collected until %(day)s. Until then it is not deemed delivered.")
        raise NotNow("collectable", words % {"day": formats.day_long(last)})


@contextmanager
def _about(delivery: PaperDelivery, actor: Actor, now: datetime | None) -> Iterator[Act]:
    """The case of the letter is found by the system, and what is done is the actor's own."""
    with act(delivery.letter.case, "", actor=SYSTEM, now=now) as doing:
        doing.actor = actor
        yield doing


def _waiting(doing: Act, delivery: PaperDelivery) -> PaperDelivery:
    row = row_of(doing, delivery)
    if row.delivered_on is not None:
        raise NotNow("delivered", _("It is recorded already that this letter was delivered."))
    return row


def _check_way(doing: Act, delivery: PaperDelivery, on: date) -> None:
    """A day between the posting and today."""
    check_day(doing, delivery, on)
    if delivery.dispatched_on is None:
        raise NotNow("dispatched", _("Record first when this letter was posted."))
    if on < delivery.dispatched_on:
        raise NotNow("early", _("On this day the letter was not yet posted."))
