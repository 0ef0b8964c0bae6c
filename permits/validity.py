"""For how long a permit may be granted: by the type, and where the law says so by an answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from permits import schema
from permits.models import PermitType


def longest_months(permit: PermitType, answers: Mapping[str, Any], day: date) -> int | None:
    """Months of the longest validity for who filed on ``day`` with these answers; None without one.

    The first row of ``validity_when`` that was in force and fits holds, else what the type says.
    ``answers`` to what is asked alone.
    """
    for row in permit.validity_when:
        if _in_force(row, day) and schema.holds(row["when"], answers, today=day):
            return int(row["months"])
    return permit.max_validity_months


def _in_force(row: Mapping[str, Any], day: date) -> bool:
    last = row.get("to")
    return date.fromisoformat(row["from"]) <= day and (
        last is None or day <= date.fromisoformat(last)
    )
