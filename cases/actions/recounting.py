"""A request that lapsed on a wrong day of delivery: its period is counted from the right one."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from cases.actions.act import Act
from cases.actions.suspensions import end_suspension, run_on
from cases.actions.telling import tell
from cases.lifecycle import RUNNING, State
from cases.models import Request, Suspension
from cases.posted import counted_from

End = Suspension.End


def is_settled(doing: Act) -> bool:
    """Whether something was proposed or decided since, so that a lapse is not undone by itself."""
    return doing.case.state not in RUNNING or doing.case.decisions.live().exists()


def recount(doing: Act, request: Request, *, due: date, days: Sequence[date]) -> None:
    """The lapsed request is open again until ``due``, or it ended by then after all.

    ``days``: of delivery as they were recorded, oldest first, the right one last. A complete answer
    that arrived by ``due`` came in time. What was suspended for the request ends with it anew.
    """
    before = counted_from(request, days, doing.pack.calendar) or days[0]
    answer = request.answers.filter(complete=True, on__lte=due).order_by("at").first()
    request.due_on = due
    if answer:
        request.state, request.closed_on = Request.State.ANSWERED, answer.on
    elif due < doing.today:
        request.closed_on = due
    else:
        request.state, request.closed_on = Request.State.OPEN, None
    request.save(update_fields=["due_on", "state", "closed_on"])
    suspended = _suspensions(doing, request)
    if answer:
        doing.record("answer_in_time", on=answer.on, request=request.pk, due_on=due)
        tell(doing, "answer_in_time", day=days[-1], before=before, due=due)
    elif request.state == Request.State.OPEN:
        doing.record("request_reopened", request=request.pk, due_on=due)
        clock = _clock_stands if suspended else ""
        tell(doing, "request_reopened", day=days[-1], before=before, due=due, clock=clock)


def _clock_stands() -> str:
    return gettext("The clock of your case is stopped again until then.")


def _suspensions(doing: Act, request: Request) -> bool:
    """Those that ended with the lapse end with the request, or run on; True when there are any."""
    lapsed = request.suspensions.filter(ended_by=End.LAPSED)
    lapsed.update(lapses_on=request.due_on)
    rows = list(lapsed)
    how = End.ANSWERED if request.state == Request.State.ANSWERED else End.LAPSED
    for row in rows:
        if request.closed_on is None:
            run_on(doing, row)
        else:
            end_suspension(doing, row, on=request.closed_on, how=how)
    if rows and request.closed_on and doing.case.state == State.OPEN:
        doing.look()
        due = doing.clock().due or doing.today
        tell(doing, "resumed", day=request.closed_on, due=due)
    return bool(rows)
