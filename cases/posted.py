"""Letters on paper as the office has to see them: those that came back, and days put right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cases.models import Letter, PaperDelivery, PostalEntry, Request, RequestExtension
from cases.models.rows import Part, Rows
from permits.calendar import Calendar
from permits.packs import NextStep, Pack

ENTRY = ("id", "delivery_id", "seq", "kind", "on")
POSTED = (
    Part(PaperDelivery, case="letter__case"),
    Part(
        PostalEntry, case="delivery__letter__case", only=("id", "delivery_id", "seq", "kind", "on")
    ),
    Part(RequestExtension, case="request__case"),
)
"""The rows that this is read from, beside the letters and the requests."""


@dataclass(frozen=True)
class Lost:
    """A letter on paper that came back, and what the law lets the office do next."""

    letter: Letter
    steps: list[NextStep]


@dataclass(frozen=True)
class WrongLapse:
    """A request that lapsed on a day of delivery (``before``) which was put right since (``on``).

    ``due_on``: where its period ends when it is counted from the right day.
    """

    request: Request
    before: date
    on: date
    due_on: date


def lost(letters: Iterable[Letter], pack: Pack) -> list[Lost]:
    """Those that have not reached the person since."""
    return [
        Lost(letter, pack.after_return(letter.on_paper.returned_why))
        for letter in letters
        if letter.on_paper and letter.on_paper.is_lost
    ]


def counted_from(request: Request, days: Sequence[date], calendar: Calendar) -> date | None:
    """From which of these days of delivery (oldest first) the period of the request was counted."""
    length = request.days
    if length is None:
        return None
    found = (day for day in reversed(days) if calendar.after_days(day, length) == request.due_on)
    return next(found, None)


def wrong_lapses(rows: Rows, calendar: Calendar) -> list[WrongLapse]:
    """Lapses that a corrected day of delivery did not undo (``cases.actions.recounting``).

    A period that an officer extended ends on the officer's day, wherever it began.
    """
    letters = {letter.pk: letter.about for letter in rows.of(Letter)}
    requests = rows.by_id(Request)
    extended = {row.request_id for row in rows.of(RequestExtension)}
    found = []
    for delivery in rows.of(PaperDelivery):
        request = requests.get(letters[delivery.letter_id])
        if request is None or request.state != Request.State.LAPSED or request.pk in extended:
            continue
        days = [row.on for row in rows.of(PostalEntry) if _delivers(row, delivery)]
        before = counted_from(request, days, calendar)
        if before is None or request.days is None or delivery.delivered_on is None:
            continue
        due = calendar.after_days(delivery.delivered_on, request.days)
        if due != request.due_on:
            found.append(WrongLapse(request, before, delivery.delivered_on, due))
    return found


def _delivers(row: PostalEntry, delivery: PaperDelivery) -> bool:
    return row.delivery_id == delivery.pk and row.kind == PostalEntry.Kind.DELIVERED
