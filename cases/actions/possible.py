"""What an actor may do with a case now, and why the rest is not possible."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from accounts.actor import Actor
from cases.actions import card
from cases.actions.gateway import unmet_conditions
from cases.conditions import no_suspension_runs, suspension_is_ordered
from cases.lifecycle import RUNNING, State
from cases.models import Case
from cases.models.standing import standing_of
from cases.table import Row, rows
from i18n.languages import current, said
from permits.packs import load_pack

BY_THE_ACT_ITSELF = (suspension_is_ordered.__name__, no_suspension_runs.__name__)
"""Conditions that the action fulfils on its way to the step."""

AUTOMATIC = ("resume", "grant")
"""Steps that follow from another act, so that nobody is offered them."""

ENDED = _("The case has ended.")
NOT_THEN = _("This is not possible in the present state of the case.")


class Offer(NamedTuple):
    """An act by name, its button, and why it is not possible now (None: it is), in words."""

    name: str
    label: str
    reason: str | None = None

    @property
    def is_possible(self) -> bool:
        return self.reason is None


@dataclass(frozen=True)
class ActKind:
    """Something that an officer does with a case. Label and reasons are messages."""

    name: str
    label: str
    permission: str
    why_not: Callable[[Case, Actor], str | None]


def possible(case: Case, actor: Actor, *, now: datetime | None = None) -> list[Offer]:
    """Every act that the actor's role knows: what is possible now, then the rest with reasons.

    Costs one query. ``case`` comes from the actor's own scope, with its ``permit_type``.
    """
    case.standing = standing_of(case, load_pack(case.pack).today(now))
    return offers_of(case, actor)


def known_to(actor: Actor) -> dict[str, str]:
    """The acts that the actor's role knows, by name, with their labels."""
    language, allowed = current(), actor.permissions
    return {act.name: said(act.label, language) for act in _acts() if act.permission in allowed}


def offers_of(case: Case, actor: Actor) -> list[Offer]:
    """As :func:`possible`, for a case whose ``standing`` was read already."""
    language, allowed = current(), actor.permissions
    offers = []
    for act in _acts():
        if act.permission in allowed:
            reason = ENDED if case.is_ended else act.why_not(case, actor)
            label = said(act.label, language)
            offers.append(Offer(act.name, label, reason and said(reason, language)))
    return sorted(offers, key=lambda offer: not offer.is_possible)


@cache
def _acts() -> list[ActKind]:
    """The steps of the lifecycle, then the rest."""
    named: dict[str, dict[str, Row]] = {}
    for row in rows():
        if row.name not in AUTOMATIC:
            named.setdefault(row.name, {})[row.source] = row
    steps = [
        ActKind(row.name, row.label, row.permission, _step(by_source))
        for by_source in named.values()
        for row in [next(iter(by_source.values()))]
    ]
    return [*steps, *OTHERS]


def _step(by_source: dict[str, Row]) -> Callable[[Case, Actor], str | None]:
    """Why a step is not possible, given its row for each state that it may start from."""

    def why_not(case: Case, actor: Actor) -> str | None:
        row = by_source.get(case.state)
        if row is None:
            return NOT_THEN
        for code, reason in unmet_conditions(case, row):
            if code not in BY_THE_ACT_ITSELF:
                return reason
        return None

    return why_not


def _appearance(case: Case, actor: Actor) -> str | None:
    now = case.standing
    if now.lodged_on is not None:
        return _("The application is lodged already.")
    over = now.appear_by is not None and now.appear_by < now.today
    return _("The period for appearing in person is over.") if over else None


def _request(case: Case, actor: Actor) -> str | None:
    if case.state == State.PRE_APPROVED:
        return NOT_THEN
    return None if case.lodged_on else _("The applicant has not yet appeared in person.")


def _further_suspension(case: Case, actor: Actor) -> str | None:
    return None if case.state == State.SUSPENDED else _("The proceedings are not suspended.")


def _fee(case: Case, actor: Actor) -> str | None:
    return None if case.standing.fee_owed else _("No fee is owed in this case.")


def _take(case: Case, actor: Actor) -> str | None:
    if case.assigned_to_id == actor.user_id:
        return _("You have this case already.")
    return _("Another officer has this case.") if case.assigned_to_id else None


def _release(case: Case, actor: Actor) -> str | None:
    return None if case.assigned_to_id == actor.user_id else _("You do not have this case.")


def _propose(case: Case, actor: Actor) -> str | None:
    if case.state != State.OPEN:
        return _("A decision is proposed while the case is under review.")
    waits = case.standing.decision_state in ("proposed", "countersigned")
    return _("A decision is proposed already.") if waits else None


def _always(case: Case, actor: Actor) -> None:
    return None


def _judge(case: Case, actor: Actor) -> str | None:
    return None if case.state in RUNNING else NOT_THEN


def _card(kind: str) -> Callable[[Case, Actor], str | None]:
    return lambda case, actor: card.why_not(case, kind)


OTHERS = [
    ActKind(
        "record_appearance",
        _("Record personal appearance"),
        "case.formal_check",
        _appearance,
    ),
    ActKind("ask", _("Ask the applicant for something"), "case.request", _request),
    ActKind("propose", _("Propose a decision"), "case.propose", _propose),
    ActKind(
        "add_suspension",
        _("Add a ground of suspension"),
        "case.suspend",
        _further_suspension,
    ),
    ActKind("lift", _("End a ground of suspension"), "case.suspend", _further_suspension),
    ActKind("judge_document", _("Judge a document"), "case.judge_document", _judge),
    ActKind("record_fee", _("Record the fee as paid"), "case.record_fee", _fee),
    ActKind(
        "take_biometrics",
        _("Record biometric data as taken"),
        "case.card",
        _card(card.Kind.BIOMETRICS),
    ),
    ActKind(
        "card_is_ready",
        _("Record the card as ready"),
        "case.card",
        _card(card.Kind.READY),
    ),
    ActKind(
        "hand_over_card",
        _("Hand over the card"),
        "case.card",
        _card(card.Kind.HANDED_OVER),
    ),
    ActKind("take", _("Take this case"), "case.take", _take),
    ActKind("release", _("Give this case back"), "case.take", _release),
    ActKind("assign", _("Assign to an officer"), "case.assign", _always),
    ActKind("note", _("Add a note"), "case.note", _always),
]
