"""Whose turn it is, in one sentence, and where a case is on its way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.clock import Reading
from cases.lifecycle import State
from cases.models import Case, Letter, Request
from i18n import formats
from permits.models import Place


@dataclass(frozen=True)
class Turn:
    """``mine``: the reader has to act. ``url`` leads to where; both may be empty.

    ``end``: how it ended, ``good`` or ``calm``; empty while the case runs.
    """

    mine: bool
    title: str
    text: str = ""
    url: str = ""
    url_label: str = ""
    end: str = ""


@dataclass(frozen=True)
class Stage:
    label: str
    state: str
    note: str = ""


def turn_of(case: Case, waiting: Sequence[Request], clock: Reading) -> Turn:
    """The sentence above everything else. ``case.standing`` must have been read."""
    if waiting and case.state in (State.RECEIVED, State.OPEN, State.SUSPENDED):
        return _answer(case, min(waiting, key=lambda row: row.due_on or date.max))
    return TURNS[State(case.state)](case, clock)


def _answer(case: Case, request: Request) -> Turn:
    title = _("Your turn: answer the request of the office")
    if request.due_on:
        day = formats.day_long(request.due_on)
        title = _("Your turn: answer the request by %(day)s") % {"day": day}
    return Turn(
        True,
        title,
        _("The office needs something from you to go on."),
        reverse("applicants:request", args=[case.pk, request.pk]),
        _("Answer"),
    )


def _where(case: Case) -> tuple[str, str]:
    """The link to where one comes in person: its address and its words, or nothing abroad."""
    if case.place == Place.EMBASSY:
        return "", ""
    page = reverse("permits:detail", args=[case.permit_type.code])
    return f"{page}#offices", _("Show the offices")


def _received(case: Case, clock: Reading) -> Turn:
    if case.lodged_on is None and case.appear_by:
        day = formats.day_long(case.appear_by)
        return Turn(
            True,
            _("Your turn: come to the office in person by %(day)s") % {"day": day},
            _(
                "Your application is sent, but not yet lodged. "
                "Bring your travel document and the originals of your documents."
            ),
            *_where(case),
        )
    return Turn(
        False,
        _("The office's turn: it checks your application"),
        _("You need not do anything now. If something is missing, the office writes to you."),
    )


def _open(case: Case, clock: Reading) -> Turn:
    text = _("You need not do anything now.")
    if clock.due and clock.overdue:
        day = formats.day_long(clock.due)
        text = _("The time limit for the decision ended: %(day)s.") % {"day": day}
    elif clock.due:
        day = formats.day_long(clock.due)
        text = _("You need not do anything now. The decision is due by %(day)s.") % {"day": day}
    return Turn(False, _("The office's turn: it reviews your application"), text)


def _suspended(case: Case, clock: Reading) -> Turn:
    return Turn(
        False,
        _("The office waits for another body"),
        _("The clock is stopped until that body has answered. You need not do anything now."),
    )


def _pre_approved(case: Case, clock: Reading) -> Turn:
    now = case.standing
    by = formats.day_long(now.collect_by) if now.collect_by else ""
    if case.permit_type.biometrics and now.biometrics_on is None:
        return Turn(
            True,
            _("Your turn: come to have your biometric data taken by %(day)s") % {"day": by},
            _("Your application is provisionally approved. Bring your travel document."),
            *_where(case),
        )
    if now.ready_on is None:
        return Turn(
            False,
            _("The office's turn: your residence card is being made"),
            _("We write to you when it is ready to be collected."),
        )
    return Turn(
        True,
        _("Your turn: collect your residence card by %(day)s") % {"day": by},
        _("Come in person and bring your travel document."),
        *_where(case),
    )


def _ended(title: str, text: str, end: str = "calm") -> Turn:
    return Turn(False, title, text, end=end)


TURNS: dict[State, Callable[[Case, Reading], Turn]] = {
    State.RECEIVED: _received,
    State.OPEN: _open,
    State.SUSPENDED: _suspended,
    State.PRE_APPROVED: _pre_approved,
    State.GRANTED: lambda case, clock: _ended(
        _("Your permit is granted"), _("The residence card was handed over."), "good"
    ),
    State.REFUSED: lambda case, clock: _ended(
        _("Your application is refused"),
        _(
            "The letter gives the reasons, and says how you can defend yourself against the "
            "decision and within what time."
        ),
    ),
    State.DISCONTINUED: lambda case, clock: _ended(
        _("The proceedings have ended"), _("There is no decision on the permit.")
    ),
    State.INADMISSIBLE: lambda case, clock: _ended(
        _("Your application cannot be examined"), _("The letter says why.")
    ),
    State.UNDER_APPEAL: lambda case, clock: _ended(_("The case is under appeal"), ""),
}


def with_letter(turn: Turn, case: Case, letters: Sequence[Letter]) -> Turn:
    """What ended is explained by its letter: the way to it. ``letters``: the newest first."""
    ends = (Letter.Kind.DECISION, Letter.Kind.ENDING)
    last = next((letter for letter in letters if letter.kind in ends), None)
    if last is None or not case.ended_on or turn.url:
        return turn
    address = reverse("applicants:letter", args=[case.pk, last.pk])
    label = _("Open the letter (PDF)")
    if case.state == State.GRANTED:
        label = _("Open the letter of provisional approval (PDF)")
    return replace(turn, url=address, url_label=label)


def stages_of(case: Case) -> list[Stage]:
    """Filing, check, under review, decision, card: done, current, to come, or the end.

    An application that is sent and not lodged is still being filed. Nothing is to come after the
    end.
    """
    labels = [
        pgettext("stage of a case", "Filing"),
        pgettext("stage of a case", "Check"),
        _("Under review"),
        _("Decision"),
    ]
    if case.permit_type.biometrics or case.permit_type.collect_days:
        labels.append(_("Card"))
    reached = _REACHED[State(case.state)]
    if case.state == State.GRANTED:
        reached = len(labels)
    elif case.lodged_on is None:
        reached = 0
    over = case.is_ended and case.state != State.GRANTED
    if over:
        labels = labels[: reached + 1]
    stages = []
    for position, label in enumerate(labels):
        state = "done" if position < reached else "current" if position == reached else "todo"
        if over and position == reached:
            state = "ended"
        stages.append(Stage(label, state, "" if position else _filed(case)))
    return stages


def _filed(case: Case) -> str:
    """The day on which it was lodged; before, the one on which it was sent."""
    if case.lodged_on:
        return formats.day_short(case.lodged_on)
    return _("Sent on %(day)s") % {"day": formats.day_short(case.filed_on)}


_REACHED = {
    State.RECEIVED: 1,
    State.OPEN: 2,
    State.SUSPENDED: 2,
    State.PRE_APPROVED: 4,
    State.GRANTED: 5,
    State.REFUSED: 3,
    State.DISCONTINUED: 3,
    State.INADMISSIBLE: 1,
    State.UNDER_APPEAL: 3,
}
