"""A mandate at the desk: on paper beside the binding language, on screen beside the helper's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from i18n import formats
from i18n.languages import using
from permits.packs import load_pack
from support_centre import consent
from support_centre.agreeing import columns_of, sentence_of
from support_centre.models import Given, Mandate
from support_centre.sheets import LINE, sheet


def mandate_pdf(mandate: Mandate) -> bytes:
    """The mandate as it was offered, with places to sign."""
    return sheet(
        "mandate",
        mandate.centre,
        recipient=_named(mandate),
        reader=mandate.printed_in,
        moment=mandate.offered_at,
        side=lambda: _side(mandate),
    )


def signed_pdf(mandate: Mandate, picture: bytes, *, moment: datetime) -> bytes:
    """The same words with the signature from the pad, which was drawn at ``moment``."""
    return sheet(
        "mandate",
        mandate.centre,
        recipient=_named(mandate),
        reader=mandate.printed_in,
        moment=moment,
        side=lambda: {**_side(mandate), "signature": [sentence_of(Given.PAD, moment)]},
        mark=list(picture),
    )


def columns_on_screen(mandate: Mandate, *, helper_reads: str) -> list[dict[str, Any]]:
    """What the person reads before signing on the screen, and beside it what the helper reads."""
    texts = {}
    for language in dict.fromkeys([mandate.printed_in, helper_reads]):
        with using(language):
            facts = _facts(mandate)
            if name := _name(mandate):
                facts.insert(0, (_("Name"), name))
            texts[language] = consent.text_of(mandate, facts=facts)
    return columns_of(texts, load_pack(mandate.centre.pack).binding_language)


def _named(mandate: Mandate) -> str:
    """The name on the paper; a line to write on when none was read."""
    return _name(mandate) or LINE


def _name(mandate: Mandate) -> str:
    """As the paper in the helper's hand says it; empty when none was read."""
    facts = _read_off(mandate)
    return f"{facts.get('given_names', '')} {facts.get('family_name', '')}".strip()


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
    text = consent.text_of(mandate, facts=_facts(mandate))
    return {**text, "signature": [_("Date and signature"), "", LINE]}


def _facts(mandate: Mandate) -> list[tuple[str, str]]:
    facts = consent.explaining(mandate)
    if born := _read_off(mandate).get("birth_date"):
        facts.insert(1, (_("Date of birth"), formats.day_short(date.fromisoformat(born))))
    return facts + consent.for_another(mandate)
