"""The lifecycle of a case: nine states and every lawful step between them, on one screen.

Sources in the law are the country pack's affair; here stands what is common to proceedings on a
residence permit. ``docs/lifecycle.md`` and its picture are generated from this table.

``under_appeal`` is a state without a step: appeals are rows of their own, not built yet, so nothing
leads there and nothing is offered. The database refuses it too (``cases/guards.py``).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, transition

from cases.conditions import (
    approval_is_countersigned,
    card_is_handed_over,
    collection_period_is_over,
    fee_is_paid,
    has_appeared,
    has_not_appeared_in_time,
    no_decision_waits,
    no_suspension_runs,
    refusal_is_countersigned,
    suspension_is_ordered,
)


class State(models.TextChoices):
    """Labels are the ones that the applicant reads (never part of a sentence)."""

    RECEIVED = "received", pgettext_lazy("case state", "Received – being checked")
    OPEN = "open", pgettext_lazy("case state", "Under review")
    SUSPENDED = "suspended", pgettext_lazy("case state", "Paused – clock stopped")
    PRE_APPROVED = "pre_approved", pgettext_lazy("case state", "Provisionally approved")
    GRANTED = "granted", pgettext_lazy("case state", "Granted")
    REFUSED = "refused", pgettext_lazy("case state", "Refused")
    DISCONTINUED = (
        "discontinued",
        pgettext_lazy("case state", "Ended – no decision on the permit"),
    )
    INADMISSIBLE = (
        "inadmissible",
        pgettext_lazy("case state", "Inadmissible – cannot be examined"),
    )
    UNDER_APPEAL = "under_appeal", pgettext_lazy("case state", "Under appeal")


SENT = "sent"
"""The word for ``received`` while the law still waits for the person: it is no state of its own."""


def shown(state: str, lodged_on: date | None) -> str:
    """The word that a reader is shown for the state: a state's code, or ``SENT``."""
    return SENT if state == State.RECEIVED and lodged_on is None else state


RUNNING = (State.RECEIVED, State.OPEN, State.SUSPENDED, State.PRE_APPROVED)
FINAL = (State.GRANTED, State.REFUSED, State.DISCONTINUED, State.INADMISSIBLE)


def step(
    label: str,
    *,
    source: State | tuple[State, ...],
    target: State,
    permission: str,
    clock: str,
    conditions: tuple[Callable[[Any], bool], ...] = (),
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A transition. ``clock`` is what it does to the time limit: start, stop, resume or end.

    ``label`` is a message of the catalogues.
    """
    sources = [source] if isinstance(source, State) else list(source)
    return transition(
        field="state",
        source=[state.value for state in sources],
        target=target.value,
        conditions=list(conditions),
        permission=permission,
        custom={"label": label, "clock": clock},
    )


class Lifecycle(models.Model):
    """What may happen to a case. Called by ``cases.actions.gateway`` alone, which records it."""

    state = FSMField(default=State.RECEIVED.value, choices=State.choices, protected=True)

    class Meta:
        abstract = True

    @step(
        _("Open the proceedings"),
        source=State.RECEIVED,
        target=State.OPEN,
        permission="case.formal_check",
        clock="start",
        conditions=(has_appeared,),
    )
    def begin(self) -> None:
        """The formal check is passed: proceedings run from the day the application was lodged."""

    @step(
        _("Declare inadmissible"),
        source=(State.RECEIVED, State.OPEN),
        target=State.INADMISSIBLE,
        permission="case.formal_check",
        clock="end",
        conditions=(no_decision_waits,),
    )
    def declare_inadmissible(self) -> None:
        """Wrong form, or not entitled to file: the application cannot be examined."""

    @step(
        _("Record that the application was not lodged"),
        source=State.RECEIVED,
        target=State.DISCONTINUED,
        permission="case.discontinue",
        clock="end",
        conditions=(has_not_appeared_in_time,),
    )
    def not_lodged(self) -> None:
        """Nobody came in person within the days of the law."""

    @step(
        _("Suspend the proceedings"),
        source=State.OPEN,
        target=State.SUSPENDED,
        permission="case.suspend",
        clock="stop",
        conditions=(suspension_is_ordered,),
    )
    def suspend(self) -> None:
        """A reasoned act of its own: a request alone never stops the clock."""

    @step(
        _("Resume the proceedings"),
        source=State.SUSPENDED,
        target=State.OPEN,
        permission="case.suspend",
        clock="resume",
        conditions=(no_suspension_runs,),
    )
    def resume(self) -> None:
        """The last ground of suspension has ended."""

    @step(
        _("Issue the approval"),
        source=State.OPEN,
        target=State.PRE_APPROVED,
        permission="case.issue",
        clock="stop",
        conditions=(approval_is_countersigned, fee_is_paid),
    )
    def approve(self) -> None:
        """A countersigned positive decision: biometric data and the card come next."""

    @step(
        _("Issue the refusal"),
        source=State.OPEN,
        target=State.REFUSED,
        permission="case.issue",
        clock="end",
        conditions=(refusal_is_countersigned,),
    )
    def refuse(self) -> None:
        """A countersigned, reasoned negative decision."""

    @step(
        _("Close the case as granted"),
        source=State.PRE_APPROVED,
        target=State.GRANTED,
        permission="case.card",
        clock="end",
        conditions=(card_is_handed_over,),
    )
    def grant(self) -> None:
        """The card is in the person's hands: this is when the permit takes effect."""

    @step(
        _("Discontinue: the card was not collected"),
        source=State.PRE_APPROVED,
        target=State.DISCONTINUED,
        permission="case.discontinue",
        clock="end",
        conditions=(collection_period_is_over,),
    )
    def not_collected(self) -> None:
        """Nobody came for the card within the days of the law."""

    @step(
        _("Discontinue the proceedings"),
        source=(State.RECEIVED, State.OPEN, State.SUSPENDED),
        target=State.DISCONTINUED,
        permission="case.discontinue",
        clock="end",
        conditions=(no_decision_waits,),
    )
    def discontinue(self) -> None:
        """A ground of the pack's list: a defect not removed, the fee not paid, and so on."""

    @step(
        _("Withdraw the application"),
        source=RUNNING,
        target=State.DISCONTINUED,
        permission="case.withdraw",
        clock="end",
    )
    def withdraw(self) -> None:
        """By the applicant, at any time before the case has ended."""
