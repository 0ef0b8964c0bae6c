"""Data into a PDF that can be kept for ever and read aloud: PDF/A-2a and PDF/UA-1, by Typst.

``typeset("letter", data)`` sets ``templates/typst/letter.typ``. Data travels as JSON, never as
markup: ``*``, ``#`` or ``$`` in a name are printed as they are. Each template says at its top what
it wants.

Shared by ``letter``, ``receipt`` and ``application``::

    {
      "number": "UTO-12/EC-2026",                  # in the header of every page; may be ""
      "office": {"name": "…", "lines": ["street", "town"]},
      "demonstration": "…" or "",                  # a sentence in the footer of every page
      "binding": TEXT,                             # the text that counts in law
      "reader": TEXT or None,                      # the same in the reader's language, beside it
      …
    }

TEXT, once per language, both with equally many parts, items, sections and rows::

    {
      "language": "cs", "direction": "ltr",        # i18n.languages.direction
      "note": "Czech, the binding text",           # heads its column
      "page": "page {page} of {pages}",            # both placeholders, in this language
      "title": "…",
      "facts": [["Case number", "UTO-12/EC-2026"], …],
      "parts": [PART, …],
      …
    }

PART: ``{"heading", "paragraphs": ["…"], "items": [ITEM]}``. ITEM: ``{"title", "text",
"legal_basis", "evidence": ["…"], "original", "only_in"}``, where ``original`` is a sentence that
nobody translated and ``only_in`` the words that say so. What is empty or missing is left out.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone

from documents.fonts import fonts, showable

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
FOLDER = Path("templates", "typst")

_lock = threading.Lock()
_compilers: dict[str, typst.Compiler] = {}


def typeset(template: str, data: Mapping[str, Any], *, moment: datetime | None = None) -> bytes:
    """The PDF of ``template`` filled with ``data``; the same bytes for the same ``moment``.

    ``moment`` is the time of creation written into the file (now by default). Raises ValueError for
    an unknown template and ``typst.TypstError`` for data that does not fit it.
    """
    compiler_input = json.dumps(_printable(data), ensure_ascii=False)
    created = int((moment or timezone.now()).timestamp())
    with _lock:
        pdf = _compiler(template).compile(
            sys_inputs={"data": compiler_input},
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=created,
        )
    assert isinstance(pdf, bytes)
    return pdf


def _compiler(template: str) -> typst.Compiler:
    """One compiler a template, kept: fonts are read once and a letter takes milliseconds."""
    if template not in _compilers:
        path = settings.BASE_DIR / FOLDER / f"{template}.typ"
        if not re.fullmatch(r"[a-z_]+", template) or not path.is_file():
            raise ValueError(f"there is no template {template!r}")
        _compilers[template] = typst.Compiler(
            path, root=settings.BASE_DIR, font_paths=fonts(), ignore_system_fonts=True
        )
    return _compilers[template]


def _printable(value: Any) -> Any:
    """Every text in ``value`` with characters that the fonts have; other things as they are."""
    if isinstance(value, Mapping):
        return {str(key): _printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return showable(str(value))
