"""What goes into an envelope beside the letter: the address sheet, and messages on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from cases.models import Case
from i18n import formats
from i18n.languages import current, direction, using
from permits.packs import load_pack
from postbox.models import Message
from support_centre import posting
from support_centre.models import Centre
from support_centre.sheets import LINE, sheet


def messages_pdf(centre: Centre, person: Person, messages: Sequence[Message]) -> bytes:
    """What stands in the postbox, as it stands there: in the binding language and the person's."""

    def side() -> dict[str, Any]:
        spoken = current()
        parts = []
        for message in messages:
            binding = spoken == message.binding_language and message.binding_body
            subject = message.binding_subject if binding else message.subject
            body = (message.binding_body if binding else message.body) or ""
            day = formats.day_short(timezone.localtime(message.sent_at))
            parts.append({"heading": f"{subject} ({day})", "paragraphs": body.split("\n\n")})
        return {"title": _("Messages from your postbox"), "parts": parts}

    return sheet(
        "letter",
        centre,
        recipient=person.display_name,
        reader=messages[-1].language,
        moment=messages[-1].sent_at,
        side=side,
    )


def address_pdf(case: Case | None, *, pack_code: str, name: str, moment: datetime) -> bytes:
    """Who it goes to and where, in the binding language; lines to write on where it is unknown."""
    pack = load_pack(pack_code)
    lines = posting.address_of((case.answers if case else None) or {}) or [LINE, LINE]
    number = case.number if case else ""
    with using(pack.binding_language):
        data: dict[str, Any] = {
            "number": number,
            "office": {
                "name": pack.authority.name.in_language(pack.binding_language),
                "lines": [line for line in (pack.authority.address,) if line],
            },
            "recipient": {"name": name, "lines": lines},
            "place_and_date": formats.day_short(pack.today()),
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
                "facts": [[_("Case number"), number]] if number else [],
                "parts": [],
            },
        }
    # Typst and the fonts weigh 10 MB: only a process that prints loads them.
    from documents.typeset import typeset  # noqa: PLC0415

    return typeset("letter", data, moment=moment)
