"""A sheet of the centre on paper: the binding language, and beside it the person's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.printing import column_note
from i18n import formats
from i18n.languages import direction, using
from permits.packs import load_pack
from support_centre.models import Centre

LINE = "." * 46
"""To write on."""


def sheet(
    template: str,
    centre: Centre,
    *,
    recipient: str,
    reader: str,
    moment: datetime,
    side: Callable[[], Mapping[str, Any]],
    **more: Any,
) -> bytes:
    """The PDF of ``template``. ``side`` gives title, facts and parts in the active language; it is
    asked once for each. ``moment`` dates the sheet; ``more`` is what this template wants besides.
    """
    binding = load_pack(centre.pack).binding_language
    with using(binding):
        data: dict[str, Any] = {
            "number": "",
            "office": {
                "name": centre.name_in(binding),
                "lines": [line for line in (centre.address, centre.phone) if line],
            },
            "recipient": {"name": recipient, "lines": []},
            "place_and_date": formats.day_short(timezone.localtime(moment)),
            "demonstration": _("This is a demonstration. It is not a public office.")
            if settings.DEMONSTRATION
            else "",
            "binding": _column(binding, side, is_binding=True),
            "reader": None,
            **more,
        }
    if reader != binding:
        with using(reader):
            data["reader"] = _column(reader, side, is_binding=False)
    # Typst and the fonts weigh 10 MB: only a process that prints loads them.
    from documents.typeset import typeset  # noqa: PLC0415

    return typeset(template, data, moment=moment)


def _column(
    language: str, side: Callable[[], Mapping[str, Any]], *, is_binding: bool
) -> dict[str, Any]:
    return {
        "language": language,
        "direction": direction(language),
        "note": column_note(language, is_binding),
        "page": _("page {page} of {pages}"),
        "facts": [],
        **side(),
    }
