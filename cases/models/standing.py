"""Where a case stands: the facts that the conditions of the lifecycle ask for, in one query."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from cases.conditions import Facts
from cases.lifecycle import State
from cases.models.card import CardStep
from cases.models.case import Case
from cases.models.decisions import Decision, DecisionVersion
from cases.models.fees import FeeOwed
from cases.models.requests import Request, Suspension
from permits.packs import load_pack


def standing_of(case: Case, today: date) -> Facts:
    """Read the facts anew. ``case`` needs its ``permit_type``."""
    found = Case.objects.filter(pk=case.pk).order_by().values(**_parts()).get()
    return _facts(case, found, today)


def read_standings(cases: Sequence[Case], today: date) -> None:
    """Set ``standing`` on each case: one query, however many there are."""
    rows = Case.objects.filter(pk__in=[case.pk for case in cases]).order_by()
    found = {row["pk"]: row for row in rows.values("pk", **_parts())}
    for case in cases:
        case.standing = _facts(case, found[case.pk], today)


def _facts(case: Case, found: Mapping[str, Any], today: date) -> Facts:
    base = found["biometrics_on"] or found["decided_on"]
    return Facts(
        today=today,
        lodged_on=case.lodged_on,
        appear_by=case.appear_by,
        suspensions=found["grounds"],
        lapses_on=found["lapses_on"],
        open_requests=found["open_requests"],
        request_due=found["request_due"],
        decision_state=found["decision_state"] or "",
        decision_outcome=found["decision_outcome"] or "",
        decided_on=found["decided_on"],
        fee_owed=found["fee_owed"],
        biometrics_on=found["biometrics_on"],
        ready_on=found["ready_on"],
        handed_over=found["handed_over_on"] is not None,
        collect_by=_collect_by(case, base) if base and case.state == State.PRE_APPROVED else None,
    )


def _collect_by(case: Case, base: date) -> date:
    """Last day for the card: counted from the biometric data, before them from the approval."""
    pack = load_pack(case.pack)
    days = case.permit_type.collect_days or pack.period("card_collection").days
    return pack.calendar.after_days(base, days)


def _parts() -> dict[str, Any]:
    mine = {"case": OuterRef("pk")}
    running = Suspension.objects.filter(**mine).running().order_by()
    waiting = Request.objects.filter(**mine).waiting().order_by()
    live = Decision.objects.filter(**mine).live().order_by()
    versions = DecisionVersion.objects.filter(decision__case=OuterRef("pk")).order_by("-seq")
    latest = versions.exclude(decision__state=Decision.State.SUPERSEDED)
    unpaid = FeeOwed.objects.filter(**mine, amount__gt=0, payment=None)
    card = CardStep.objects.filter(**mine).order_by()
    return {
        "grounds": Coalesce(Subquery(_count(running)), 0),
        "lapses_on": Subquery(running.order_by("lapses_on").values("lapses_on")[:1]),
        "open_requests": Coalesce(Subquery(_count(waiting)), 0),
        "request_due": Subquery(waiting.order_by("due_on").values("due_on")[:1]),
        "decision_state": Subquery(live.values("state")[:1]),
        "decided_on": Subquery(live.values("issued_on")[:1]),
        "decision_outcome": Subquery(latest.values("outcome")[:1]),
        "fee_owed": Exists(unpaid),
        "biometrics_on": Subquery(card.filter(kind=CardStep.Kind.BIOMETRICS).values("on")[:1]),
        "ready_on": Subquery(card.filter(kind=CardStep.Kind.READY).values("on")[:1]),
        "handed_over_on": Subquery(card.filter(kind=CardStep.Kind.HANDED_OVER).values("on")[:1]),
    }


def _count(rows: Any) -> Any:
    return rows.values("case").annotate(how_many=Count("pk")).values("how_many")
