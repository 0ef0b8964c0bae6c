"""The slip on paper: the binding language beside the person's, with code and square."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case
from i18n import formats
from i18n.languages import direction, using
from permits.packs import load_pack
from support_centre import qr, slip
from support_centre.models import Slip
from vault import keys


def slip_pdf(row: Slip, code: str, *, language: str, cases: Sequence[Case]) -> bytes:
    """``language``: what the person reads. ``cases`` as for the words."""
    binding = load_pack(row.centre.pack).binding_language
    keys.preload([row.person_id, *(case.person_id for case in cases)])
    with using(binding):
        data: dict[str, Any] = {**_frame(row), "binding": _side(row, cases, binding, True)}
    data["reader"] = None
    if language != binding:
        with using(language):
            data["reader"] = _side(row, cases, language, False)
    data["code"] = f"{code[:4]} {code[4:]}"
    data["square"] = qr.svg(slip.claim_address(language))
    data["square_says"] = slip.claim_address(language)
    # Typst and the fonts weigh 10 MB: only a process that prints loads them.
    from documents.typeset import typeset  # noqa: PLC0415

    return typeset("slip", data, moment=row.issued_at)


def _frame(row: Slip) -> dict[str, Any]:
    centre = row.centre
    return {
        "number": "",
        "office": {
            "name": centre.name_in(load_pack(centre.pack).binding_language),
            "lines": [line for line in (centre.address, centre.phone) if line],
        },
        "recipient": {"name": row.person.display_name, "lines": []},
        "place_and_date": formats.day_short(timezone.localtime(row.issued_at)),
        "demonstration": _("This is a demonstration. It is not a public office.")
        if settings.DEMONSTRATION
        else "",
    }


def _side(row: Slip, cases: Sequence[Case], language: str, is_binding: bool) -> dict[str, Any]:
    """The text in the active language."""
    words = slip.words_of(row, cases)
    name = formats.language_name(language)
    note = _("%(language)s, the binding text") if is_binding else _("%(language)s, for information")
    return {
        "language": language,
        "direction": direction(language),
        "note": note % {"language": name[:1].upper() + name[1:]},
        "page": _("page {page} of {pages}"),
        "title": words.title,
        "code_title": words.code_title,
        "code_help": words.code_help,
        "parts": [
            {"heading": part.heading, "paragraphs": part.paragraphs}
            for part in (*words.cases, *words.parts)
        ],
    }
