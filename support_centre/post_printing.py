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
from i18n.retold import retold
from permits.packs import load_pack
from postbox.models import Message
from support_centre import posting
from support_centre.models import Centre
from support_centre.sheets import LINE, sheet


def messages_pdf(centre: Centre, person: Person, messages: Sequence[Message]) -> bytes:
    """What stands in the postbox, as it stands there: in the person's language, and beside it in
    the binding one.
    """
    reader = messages[-1].language

    def side() -> dict[str, Any]:
        official = current() == centre.country.binding_language != reader
        return {
            "title": _("Messages from your postbox"),
            "parts": [_part(message, official=official) for message in messages],
        }

    return sheet(
        "letter",
        centre,
        recipient=person.display_name,
        reader=reader,
        moment=messages[-1].sent_at,
        side=side,
    )


def _part(message: Message, *, official: bool) -> dict[str, Any]:
    """One message in its column. Both columns have as many paragraphs, or some were not printed."""
    own = message.subject or "", (message.body or "").split("\n\n")
    binding = _binding(message)
    subject, paragraphs = binding if official else own
    count = max(len(own[1]), len(binding[1]))
    day = formats.day_short(timezone.localtime(message.sent_at))
    padding = [""] * (count - len(paragraphs))
    return {"heading": f"{subject} ({day})", "paragraphs": [*paragraphs, *padding]}


def _binding(message: Message) -> tuple[str, list[str]]:
    """Not everything that is said to a person has a binding text."""
    if message.binding_body:
        return message.binding_subject or "", message.binding_body.split("\n\n")
    subject = message.subject or ""
    said = retold(subject, message.language) or subject
    return said, [_("This message has no binding text.")]


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
