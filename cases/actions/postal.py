"""What each record of a letter on paper is made of: row, entries, the period that begins."""

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cases.actions.act import Act
from cases.actions.recounting import is_settled, recount
from cases.errors import NotNow
from cases.models import Letter, PaperDelivery, PostalEntry, Request

Kind = PostalEntry.Kind


def row_of(doing: Act, delivery: PaperDelivery) -> PaperDelivery:
    """The row, locked with its case. Raises ``NotNow`` while the letter is not written."""
    rows = PaperDelivery.objects.select_related("letter").filter(letter__case=doing.case)
    row = rows.get(pk=delivery.pk)
    if row.letter.state != Letter.State.READY:
        raise NotNow("pending", _("This letter is not written yet."))
    return row


def enter(
    doing: Act, row: PaperDelivery, kind: str, on: date, *, detail: str = "", number: str = ""
) -> None:
    """Add a line to what became of the letter."""
    last = row.entries.aggregate(last=Max("seq"))["last"] or 0
    PostalEntry.objects.create(
        delivery=row,
        person_id=row.person_id,
        seq=last + 1,
        kind=kind,
        on=on,
        detail=detail,
        number=number or None,
        by_id=doing.by,
        at=doing.at,
    )


def enter_delivery(doing: Act, row: PaperDelivery, on: date, how: str) -> None:
    """It reached the person on that day: the line, and the row; the caller saves it."""
    enter(doing, row, Kind.DELIVERED, on, detail=how)
    row.delivered_on, row.how, row.delivered_by_id = on, how, doing.by


def start_period(doing: Act, letter: Letter, on: date) -> None:
    """Count the period of a request from that day; anew, while nothing has changed it since.

    One that lapsed on a wrong day is not undone once something was decided or proposed: the page of
    the case says so to the officer.
    """
    if letter.kind != Letter.Kind.REQUEST:
        return
    request = doing.case.requests.get(pk=letter.about)
    lapsed = request.state == Request.State.LAPSED
    if not (lapsed or request.state == Request.State.OPEN) or request.extensions.exists():
        return
    assert request.days is not None  # held by a constraint
    due = doing.pack.calendar.after_days(on, request.days)
    if due == request.due_on or (lapsed and is_settled(doing)):
        return
    basis = doing.pack.period("defect_call").legal_basis
    doing.record("period_began", on=on, request=request.pk, due_on=due, basis=basis)
    if lapsed:
        delivered = letter.delivery.entries.filter(kind=Kind.DELIVERED)
        recount(doing, request, due=due, days=list(delivered.values_list("on", flat=True)))
        return
    request.due_on = due
    request.save(update_fields=["due_on"])
    request.suspensions.running().update(lapses_on=due)


def check_day(doing: Act, delivery: PaperDelivery, on: date) -> None:
    """A day between the writing of the letter and today. Raises ``NotNow``."""
    written = delivery.letter.created_at.astimezone(doing.pack.time_zone).date()
    if on > doing.today:
        raise NotNow("future", _("This day has not come yet."))
    if on < written:
        raise NotNow("early", _("On this day the letter was not yet written."))
