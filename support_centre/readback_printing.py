"""A read-back on paper, to be signed: the binding language beside the person's."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from applicants.printing import isolated
from cases.models import ConfirmedAct
from cases.models.confirmations import in_groups
from i18n import formats
from i18n.languages import current
from permits.packs import load_pack
from support_centre.models import ReadBack
from support_centre.reading import Line, Section, words_of
from support_centre.sheets import LINE, sheet


def read_back_pdf(row: ReadBack) -> bytes:
    """What was kept when it was read, and the digest of that: what is signed is what is sent."""
    return sheet(
        "readback",
        row.session.mandate.centre,
        recipient=row.person.display_name,
        reader=row.language,
        moment=row.made_at,
        side=lambda: _side(row),
        digest=in_groups(row.digest),
    )


def _side(row: ReadBack) -> dict[str, Any]:
    words = words_of(row)
    said = words.declaration_binding if _is_binding(row) else words.declaration
    declared = {"heading": _("Declaration"), "paragraphs": [said]} if said else None
    return {
        "title": words.title,
        "sections": [_section(part) for part in words.sections],
        "declaration": declared,
        "question": words.question,
        "signature": _signature(row),
        "digest_label": _("Digest of what was confirmed (SHA-256)"),
    }


def _is_binding(row: ReadBack) -> bool:
    return current() == load_pack(row.session.mandate.centre.pack).binding_language


def _section(part: Section) -> dict[str, Any]:
    rows = [_row(line) for line in part.lines]
    return {"heading": part.title, "rows": rows or [{"label": "", "value": _("No files.")}]}


def _row(line: Line) -> dict[str, str]:
    note = formats.language_name(line.lang) if line.lang else ""
    return {"label": line.label, "value": isolated(line.value), "note": note}


def _signature(row: ReadBack) -> list[str]:
    """What is said by signing and where; once it is confirmed, when and how that was."""
    if row.confirmed_at is not None:
        said = f"{formats.moment(row.confirmed_at)}, {row.get_how_display()}"
        return [_("Confirmed by the person"), said]
    taken_back = row.act == ConfirmedAct.WITHDRAWN
    says = _("Yes, I take my application back") if taken_back else _("All of this is right")
    return [says, "", _("Date and signature"), "", LINE]
