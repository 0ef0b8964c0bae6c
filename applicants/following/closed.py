"""Whether a request can still be answered, and what its applicant can do when it cannot."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.lifecycle import RUNNING
from cases.models import Request
from i18n import formats


@dataclass(frozen=True)
class Closed:
    """Why an answer can no longer be sent, and what follows from that: whole sentences."""

    title: str
    text: str


def closed(request: Request) -> Closed | None:
    """None while the office takes an answer, after the due date too as long as the case runs."""
    day = formats.day_long(request.closed_on) if request.closed_on else ""
    if request.case.state not in RUNNING:
        return Closed(
            _("The case has ended"),
            _(
                "The office takes no more answers in it. "
                "Your case says how it ended and what comes next."
            ),
        )
    if request.state == Request.State.ANSWERED:
        return Closed(
            _("This request is answered"),
            _("The office has had your answer since %(day)s. You need not send another.")
            % {"day": day},
        )
    if request.state == Request.State.CLOSED:
        return Closed(
            _("The office no longer waits for this answer"),
            _("It closed its request on %(day)s and goes on without it. You need not do anything.")
            % {"day": day},
        )
    return None


def is_late(request: Request, today: date) -> bool:
    """The due date is over: an answer goes to the file, and nobody has to wait for it."""
    over = request.due_on is not None and request.due_on < today
    return request.state == Request.State.LAPSED or over
