"""What is printed at the desk: the mandate, the binding language beside the visitor's."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from i18n import formats
from support_centre import consent
from support_centre.models import Giver, Mandate
from support_centre.sheets import LINE, sheet


def mandate_pdf(mandate: Mandate) -> bytes:
    """The mandate as it was offered, with places to sign."""
    return sheet(
        "letter",
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
    words = consent.words_of(mandate)
    return {
        "title": words.title,
        "facts": [list(fact) for fact in _facts(mandate)],
        "parts": [
            {
                "heading": words.opening,
                "items": [{"title": sentence[:1].upper() + sentence[1:]} for sentence in words.may],
            },
            {
                "heading": _("By whom and until when"),
                "paragraphs": [
                    *filter(None, [words.scope]),
                    words.by_whom,
                    words.until,
                    *filter(None, [words.explained]),
                ],
            },
            {"heading": _("My rights"), "paragraphs": words.rights},
        ],
        "signature": [_("Date and signature"), "", LINE],
    }


def _facts(mandate: Mandate) -> list[tuple[str, str]]:
    facts = [(_("Explained in"), formats.language_name(mandate.language))]
    if born := _read_off(mandate).get("birth_date"):
        facts.append((_("Date of birth"), formats.day_short(date.fromisoformat(born))))
    if mandate.interpreter:
        facts.append((_("Interpreter"), mandate.interpreter))
    if mandate.giver != Giver.SELF:
        facts.append((_("Who consents"), f"{mandate.giver_name} ({mandate.get_giver_display()})"))
        facts.append((_("Why they consent for the person"), mandate.giver_reason or ""))
    return facts
