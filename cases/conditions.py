"""What must be true before a step: small questions to a case, each with the sentence for "no".

A condition reads ``case.standing`` (facts gathered once, see ``cases/models/standing.py``), so that
asking about every step of a case costs one set of queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Facts:
    """Days are calendar days. ``decision_*`` are of the live decision, empty when there is none."""

    today: date
    lodged_on: date | None
    appear_by: date | None
    suspensions: int
    lapses_on: date | None
    open_requests: int
    request_due: date | None
    decision_state: str
    decision_outcome: str
    decided_on: date | None
    fee_owed: bool
    biometrics_on: date | None
    ready_on: date | None
    handed_over: bool
    collect_by: date | None


class HasStanding(Protocol):
    standing: Facts


Condition = Callable[[HasStanding], bool]


def otherwise(reason: str) -> Callable[[Condition], Condition]:
    """Attach the sentence for when the condition does not hold, as a message of the catalogues."""

    def attach(condition: Condition) -> Condition:
        condition.reason = reason  # type: ignore[attr-defined]
        return condition

    return attach


@otherwise(_("The applicant has not yet appeared in person."))
def has_appeared(case: HasStanding) -> bool:
    return case.standing.lodged_on is not None


@otherwise(_("The period for appearing in person still runs, or the application is lodged."))
def has_not_appeared_in_time(case: HasStanding) -> bool:
    now = case.standing
    return now.lodged_on is None and now.appear_by is not None and now.appear_by < now.today


@otherwise(_("A proposed decision has to be issued or returned first."))
def no_decision_waits(case: HasStanding) -> bool:
    return case.standing.decision_state not in ("proposed", "countersigned")


@otherwise(_("A suspension needs its ground and legal basis first."))
def suspension_is_ordered(case: HasStanding) -> bool:
    return case.standing.suspensions > 0


@otherwise(_("A ground of suspension has not ended yet."))
def no_suspension_runs(case: HasStanding) -> bool:
    return case.standing.suspensions == 0


@otherwise(_("There is no countersigned positive decision."))
def approval_is_countersigned(case: HasStanding) -> bool:
    now = case.standing
    return now.decision_state in ("countersigned", "issued") and now.decision_outcome == "grant"


@otherwise(_("There is no countersigned refusal."))
def refusal_is_countersigned(case: HasStanding) -> bool:
    now = case.standing
    return now.decision_state in ("countersigned", "issued") and now.decision_outcome == "refuse"


@otherwise(_("The administrative fee has not been recorded as paid."))
def fee_is_paid(case: HasStanding) -> bool:
    return not case.standing.fee_owed


@otherwise(_("The card has not been handed over."))
def card_is_handed_over(case: HasStanding) -> bool:
    return case.standing.handed_over


@otherwise(_("The period for collecting the card still runs, or the card is handed over."))
def collection_period_is_over(case: HasStanding) -> bool:
    now = case.standing
    return not now.handed_over and now.collect_by is not None and now.collect_by < now.today
