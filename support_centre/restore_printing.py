"""The slip with which a person sets a new password, in both languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from i18n import formats
from i18n.languages import direction, using
from permits.packs import load_pack
from support_centre.models import Restoration


def slip_pdf(row: Restoration, code: str) -> bytes:
    """``code`` is known to nobody but the slip and the browser that prints it."""
    centre = row.mandate.centre
    binding, own = load_pack(centre.pack).binding_language, row.mandate.language
    with using(binding):
        data: dict[str, Any] = {
            "number": "",
            "office": {
                "name": centre.name_in(binding),
                "lines": [line for line in (centre.address, centre.phone) if line],
            },
            "recipient": {"name": row.person.display_name, "lines": []},
            "place_and_date": formats.day_short(timezone.localtime(row.confirmed_at)),
            "demonstration": _("This is a demonstration. It is not a public office.")
            if settings.DEMONSTRATION
            else "",
            "binding": _side(row, code, binding),
            "reader": None,
        }
    if own != binding:
        with using(own):
            data["reader"] = _side(row, code, own)
    # Typst and the fonts weigh 10 MB: only a process that prints loads them.
    from documents.typeset import typeset  # noqa: PLC0415

    return typeset("letter", data, moment=row.confirmed_at or row.proposed_at)


def _side(row: Restoration, code: str, language: str) -> dict[str, Any]:
    name = formats.language_name(language)
    assert row.person.user is not None  # asked when it was confirmed
    address = settings.SITE_ADDRESS + reverse("support_centre:new_password")
    until = formats.moment(row.code_until) if row.code_until else ""
    return {
        "language": language,
        "direction": direction(language),
        "note": name[:1].upper() + name[1:],
        "page": _("page {page} of {pages}"),
        "title": _("Set a new password"),
        "facts": [
            [_("Page"), address],
            [_("Code"), f"{code[:4]} {code[4:]}"],
            [_("Login name"), row.person.user.username],
            [_("Works until"), until],
        ],
        "parts": [
            {
                "heading": _("What to do"),
                "items": [
                    {"title": _("Open the page on a telephone or computer of your own.")},
                    {"title": _("Type the code and your date of birth.")},
                    {"title": _("Choose a new password that nobody else knows.")},
                ],
            },
            {
                "heading": _("What changes"),
                "paragraphs": [
                    _("All devices are signed out and the second factor is off."),
                    _("Keep this slip to yourself. It works once. Staff never ask for it."),
                ],
            },
        ],
    }
