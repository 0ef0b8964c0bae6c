"""What is printed at the desk: the mandate, the binding language beside the visitor's."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from i18n import formats
from support_centre import consent
from support_centre.models import Mandate
from support_centre.sheets import LINE, sheet


def mandate_pdf(mandate: Mandate) -> bytes:
    """The mandate as it was offered, with places to sign."""
    return sheet(
        "desk",
        mandate.centre,
        recipient=_named(mandate),
        reader=mandate.printed_in,
        moment=mandate.offered_at,
        side=lambda: _side(mandate),
    )


def _named(mandate: Mandate) -> str:
    """The name that the paper in the helper's hand says; a line to write on when none was read."""
    facts = _read_off(mandate)
    return f"{facts.get('given_names', '')} {facts.get('family_name', '')}".strip() or LINE


def _read_off(mandate: Mandate) -> dict[str, str]:
    """What was read off the person's paper at this desk. What is kept of them is not opened here:
    the mandate that would open it is not given yet."""
    if mandate.person is None:
        return {}
    checks = mandate.person.identity_checks.filter(
        office=mandate.centre.code, checked_at__lte=mandate.offered_at
    )
    check = checks.order_by("-checked_at").first()
    return dict(check.facts) if check else {}


def _side(mandate: Mandate) -> dict[str, Any]:
    facts = consent.explaining(mandate)
    if born := _read_off(mandate).get("birth_date"):
        facts.insert(1, (_("Date of birth"), formats.day_short(date.fromisoformat(born))))
    facts += consent.for_another(mandate)
    text = consent.text_of(mandate, facts=facts)
    return {**text, "signature": [_("Date and signature"), "", LINE]}
