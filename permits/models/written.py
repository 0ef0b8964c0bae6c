"""What an administrator writes for the forms to read is held to its shape before it is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from permits.schema.conditions import ConditionError, parse


def check_condition(source: Any, field: str) -> None:
    """Nothing, or a condition of the schema (``permits.schema.conditions``).

    Raises ``ValidationError`` at ``field``.
    """
    if source and not _is_condition(source):
        message = _("This is no condition: name a question and one test, or all, any or not.")
        raise ValidationError({field: message})


def check_validity(rows: Any, field: str) -> None:
    """Rows as ``PermitType.validity_when`` has them. Raises ``ValidationError`` at ``field``."""
    if not isinstance(rows, list) or not all(_is_validity(row) for row in rows):
        message = _("Each entry names months, when, from, to, source and verified.")
        raise ValidationError({field: message})


def _is_condition(source: Any) -> bool:
    try:
        parse(source)
    except (ConditionError, AttributeError, TypeError):
        return False
    return True


VALIDITY = {"months", "when", "from", "to", "source", "verified"}


def _is_validity(row: Any) -> bool:
    if not isinstance(row, Mapping) or set(row) != VALIDITY:
        return False
    try:
        first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"] or "9999-12-31")
    except (TypeError, ValueError):
        return False
    months = row["months"]
    whole = isinstance(months, int) and months > 0
    return whole and first <= last and bool(row["when"]) and _is_condition(row["when"])
