"""Until when a granted permit is valid, and in what standing a case is."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import F

from cases.lifecycle import State
from cases.models import Case, Decision, DecisionVersion
from permits.changes import GRANTED, OPEN


class Validity(NamedTuple):
    """First and last day of a permit; ``last`` is None without an end."""

    first: date
    last: date | None


def valid_until(cases: Iterable[Case]) -> dict[UUID, date]:
    """Last day of each permit that is granted and ends; one query, or none."""
    return {case: valid.last for case, valid in validity_of(cases).items() if valid.last}


def validity_of(cases: Iterable[Case]) -> dict[UUID, Validity]:
    """The days of each permit that is granted; one query, or none."""
    granted = [case.pk for case in cases if case.state == State.GRANTED]
    if not granted:
        return {}
    issued = DecisionVersion.objects.filter(
        decision__case__in=granted,
        decision__state=Decision.State.ISSUED,
        seq=F("decision__current"),
    )
    rows = issued.order_by().values_list("decision__case", "valid_from", "valid_to")
    return {case: Validity(first, last) for case, first, last in rows if first}


def standing(case: Case, today: date, ends: Mapping[UUID, date] | None = None) -> str:
    """``open``, ``granted`` while the permit is valid, or empty: it ended without one.

    ``ends`` is what ``valid_until`` says of this case and others, where that was asked already.
    """
    if case.state != State.GRANTED:
        return "" if case.is_ended else OPEN
    last = (valid_until([case]) if ends is None else ends).get(case.pk)
    return "" if last and last < today else GRANTED
