"""Until when a granted permit is valid, and in what standing a case is."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import F

from cases.lifecycle import State
from cases.models import Case, Decision, DecisionVersion
from permits.changes import GRANTED, OPEN


def valid_until(cases: Iterable[Case]) -> dict[UUID, date]:
    """Last day of each permit that is granted and ends; one query, or none."""
    granted = [case.pk for case in cases if case.state == State.GRANTED]
    if not granted:
        return {}
    issued = DecisionVersion.objects.filter(
        decision__case__in=granted,
        decision__state=Decision.State.ISSUED,
        seq=F("decision__current"),
    )
    rows = issued.order_by().values_list("decision__case", "valid_to")
    return {case: last for case, last in rows if last}


def standing(case: Case, today: date, ends: Mapping[UUID, date] | None = None) -> str:
    """``open``, ``granted`` while the permit is valid, or empty: it ended without one.

    ``ends`` is what ``valid_until`` says of this case and others, where that was asked already.
    """
    if case.state != State.GRANTED:
        return "" if case.is_ended else OPEN
    last = (valid_until([case]) if ends is None else ends).get(case.pk)
    return "" if last and last < today else GRANTED
