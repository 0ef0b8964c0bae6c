"""The address sheet of a letter on paper."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cases.models import PaperDelivery
from i18n import formats
from i18n.languages import direction, using
from permits.packs import load_pack
from support_centre import posting
from support_centre.sheets import LINE


def address_pdf(delivery: PaperDelivery) -> bytes:
    """Who it goes to and where, in the binding language; lines to write on where it is unknown."""
    case = delivery.letter.case
    pack = load_pack(case.pack)
    lines = posting.address_of(case.answers or {}) or [LINE, LINE]
    with using(pack.binding_language):
        day = formats.day_short(posting.today_of(delivery))
        data: dict[str, Any] = {
            "number": case.number,
            "office": {
                "name": pack.authority.name.in_language(pack.binding_language),
                "lines": [line for line in (pack.authority.address,) if line],
            },
            "recipient": {"name": case.filed_name, "lines": lines},
            "place_and_date": day,
            "demonstration": _("Demonstration: a letter without any legal effect.")
            if settings.DEMONSTRATION
            else "",
            "reader": None,
            "binding": {
                "language": pack.binding_language,
                "direction": direction(pack.binding_language),
                "note": "",
                "page": _("page {page} of {pages}"),
                "title": _("A letter of the office"),
                "facts": [[_("Case number"), case.number]],
                "parts": [],
            },
        }
    # Typst and the fonts weigh 10 MB: only a process that prints loads them.
    from documents.typeset import typeset  # noqa: PLC0415

    return typeset("letter", data, moment=delivery.letter.created_at)
