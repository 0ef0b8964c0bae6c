"""The slip with which a person sets a new password, in both languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from i18n import formats
from support_centre.models import Restoration
from support_centre.sheets import sheet


def slip_pdf(row: Restoration, code: str) -> bytes:
    """``code`` is known to nobody but the slip and the browser that prints it."""
    return sheet(
        "desk",
        row.mandate.centre,
        recipient=row.person.display_name,
        reader=row.mandate.printed_in,
        moment=row.confirmed_at or row.proposed_at,
        side=lambda: _side(row, code),
    )


def _side(row: Restoration, code: str) -> dict[str, Any]:
    assert row.person.user is not None  # asked when it was confirmed
    address = settings.SITE_ADDRESS + reverse("support_centre:new_password")
    until = formats.moment(row.code_until) if row.code_until else ""
    return {
        "title": _("Set a new password"),
        "facts": [
            [_("Page"), formats.left_to_right(address)],
            [_("Code"), formats.left_to_right(f"{code[:4]} {code[4:]}")],
            [_("Login name"), formats.left_to_right(row.person.user.username)],
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
