"""What an actor may do with a case now, and why the rest is not possible."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from cases.actions import card
from cases.actions.gateway import unmet_conditions
from cases.conditions import no_suspension_runs, suspension_is_ordered
from cases.lifecycle import RUNNING, State
from cases.models import Case
from cases.models.standing import standing_of
from cases.table import Row, rows
from permits.packs import load_pack

BY_THE_ACT_ITSELF = (suspension_is_ordered, no_suspension_runs)
"""Conditions that the action fulfils on its way to the step."""

AUTOMATIC = ("resume", "grant")
"""Steps that follow from another act, so that nobody is offered them."""

ENDED = _("The case has ended.")
NOT_THEN = _("This is not possible in the present state of the case.")


@dataclass(frozen=True)
class Offer:
    """An act by name, its button, and why it is not possible now (None: it is)."""

    name: str
    label: Promise | str
    reason: Promise | str | None = None

    @property
    def is_possible(self) -> bool:
        return self.reason is None


@dataclass(frozen=True)
class Other:
    """An act that is no change of state of its own."""

    name: str
    label: Promise | str
    permission: str
    why_not: Callable[[Case, Actor], Promise | str | None]


def possible(case: Case, actor: Actor, *, now: datetime | None = None) -> list[Offer]:
    """Every act that the actor's role knows: what is possible now, then the rest with reasons.

    Costs one query. ``case`` comes from the actor's own scope, with its ``permit_type``.
    """
    case.standing = standing_of(case, load_pack(case.pack).today(now))
    return offers_of(case, actor)


def known_to(actor: Actor) -> dict[str, Promise | str]:
    """The acts that the actor's role knows, by name, with their labels."""
    steps = [named[0] for name, named in _steps_by_name().items() if name not in AUTOMATIC]
    known = {step.name: step.label for step in steps if actor.can(step.permission)}
    return known | {other.name: other.label for other in OTHERS if actor.can(other.permission)}


def offers_of(case: Case, actor: Actor) -> list[Offer]:
    """As :func:`possible`, for a case whose ``standing`` was read already."""
    offers = [*_steps(case, actor), *_others(case, actor)]
    return sorted(offers, key=lambda offer: not offer.is_possible)


def _steps(case: Case, actor: Actor) -> Iterable[Offer]:
    for name, named in _steps_by_name().items():
        if name in AUTOMATIC or not actor.can(named[0].permission):
            continue
        here = next((row for row in named if row.source == case.state), None)
        yield Offer(name, named[0].label, _why_no_step(case, here))


@cache
def _steps_by_name() -> dict[str, list[Row]]:
    """The rows of the lifecycle by the name of the step; one name may have several sources."""
    found: dict[str, list[Row]] = {}
    for row in rows():
        found.setdefault(row.name, []).append(row)
    return found


def _why_no_step(case: Case, row: Row | None) -> Promise | str | None:
    if case.is_ended:
        return ENDED
    if row is None:
        return NOT_THEN
    unmet = (
        reason
        for code, reason in unmet_conditions(case, row)
        if code not in {condition.__name__ for condition in BY_THE_ACT_ITSELF}
    )
    return next(iter(unmet), None)


def _others(case: Case, actor: Actor) -> Iterable[Offer]:
    for other in OTHERS:
        if actor.can(other.permission):
            reason = ENDED if case.is_ended else other.why_not(case, actor)
            yield Offer(other.name, other.label, reason)


def _appearance(case: Case, actor: Actor) -> Promise | str | None:
    now = case.standing
    if now.lodged_on is not None:
        return _("The application is lodged already.")
    over = now.appear_by is not None and now.appear_by < now.today
    return _("The period for appearing in person is over.") if over else None


def _request(case: Case, actor: Actor) -> Promise | str | None:
    if case.state == State.PRE_APPROVED:
        return NOT_THEN
    return None if case.lodged_on else _("The applicant has not yet appeared in person.")


def _further_suspension(case: Case, actor: Actor) -> Promise | str | None:
    return None if case.state == State.SUSPENDED else _("The proceedings are not suspended.")


def _fee(case: Case, actor: Actor) -> Promise | str | None:
    return None if case.standing.fee_owed else _("No fee is owed in this case.")


def _take(case: Case, actor: Actor) -> Promise | str | None:
    if case.assigned_to_id == actor.user_id:
        return _("You have this case already.")
    return _("Another officer has this case.") if case.assigned_to_id else None


def _release(case: Case, actor: Actor) -> Promise | str | None:
    return None if case.assigned_to_id == actor.user_id else _("You do not have this case.")


def _propose(case: Case, actor: Actor) -> Promise | str | None:
    if case.state != State.OPEN:
        return _("A decision is proposed while the case is under review.")
    waits = case.standing.decision_state in ("proposed", "countersigned")
    return _("A decision is proposed already.") if waits else None


def _always(case: Case, actor: Actor) -> None:
    return None


def _judge(case: Case, actor: Actor) -> Promise | str | None:
    return None if case.state in RUNNING else NOT_THEN


def _card(kind: str) -> Callable[[Case, Actor], Promise | str | None]:
    return lambda case, actor: card.why_not(case, kind)


OTHERS = [
    Other(
        "record_appearance",
        _("Record personal appearance"),
        "case.formal_check",
        _appearance,
    ),
    Other("ask", _("Ask the applicant for something"), "case.request", _request),
    Other("propose", _("Propose a decision"), "case.propose", _propose),
    Other(
        "add_suspension",
        _("Add a ground of suspension"),
        "case.suspend",
        _further_suspension,
    ),
    Other("lift", _("End a ground of suspension"), "case.suspend", _further_suspension),
    Other("judge_document", _("Judge a document"), "case.judge_document", _judge),
    Other("record_fee", _("Record the fee as paid"), "case.record_fee", _fee),
    Other(
        "take_biometrics",
        _("Record biometric data as taken"),
        "case.card",
        _card(card.Kind.BIOMETRICS),
    ),
    Other(
        "card_is_ready",
        _("Record the card as ready"),
        "case.card",
        _card(card.Kind.READY),
    ),
    Other(
        "hand_over_card",
        _("Hand over the card"),
        "case.card",
        _card(card.Kind.HANDED_OVER),
    ),
    Other("take", _("Take this case"), "case.take", _take),
    Other("release", _("Give this case back"), "case.take", _release),
    Other("assign", _("Assign to an officer"), "case.assign", _always),
    Other("note", _("Add a note"), "case.note", _always),
]
