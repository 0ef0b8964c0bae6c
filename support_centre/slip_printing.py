"""The slip on paper: the binding language beside the person's, with code and square."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cases.models import Case
from support_centre import qr, slip
from support_centre.models import Slip
from support_centre.sheets import sheet
from vault import keys


def slip_pdf(row: Slip, code: str, *, language: str, cases: Sequence[Case]) -> bytes:
    """``language``: what the person reads. ``cases`` as for the words."""
    keys.preload([row.person_id, *(case.person_id for case in cases)])
    address = slip.claim_address(language)
    return sheet(
        "slip",
        row.centre,
        recipient=row.person.display_name,
        reader=language,
        moment=row.issued_at,
        side=lambda: _side(row, cases),
        code=f"{code[:4]} {code[4:]}",
        square=qr.svg(address),
        square_says=address,
    )


def _side(row: Slip, cases: Sequence[Case]) -> dict[str, Any]:
    words = slip.words_of(row, cases)
    return {
        "title": words.title,
        "code_title": words.code_title,
        "code_help": words.code_help,
        "parts": [
            {"heading": part.heading, "paragraphs": part.paragraphs}
            for part in (*words.cases, *words.parts)
        ],
    }
