"""HTML drawn in Python, where much repeats: a row costs a tenth of what a template's loop costs.

``html`` is Django's ``format_html`` without its detours. A ``Stencil`` is a template that is drawn
once for each language; the holes that it leaves are filled for each row. As within ``{% once %}``
(``templatetags/drawing.py``), nothing is known inside but what is named.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from i18n import languages
from i18n.templatetags.drawing import MOST, PLACE, mark_of

MARKS = re.compile("[&<>\"']").search


def escaped(value: object) -> str:
    """The value as HTML. What is HTML already stays as it is."""
    if type(value) is SafeString:
        return value
    text = str(value)
    return escape(text) if MARKS(text) and type(text) is not SafeString else text


def html(pattern: str, *values: object) -> SafeString:
    """``html("<b>{}</b>", name)``, values escaped."""
    return SafeString(pattern.format(*map(escaped, values)))


def html_of(pattern: str, rows: Iterable[Iterable[object]]) -> SafeString:
    """The pattern once for each row of values, one after the other."""
    return SafeString("".join(pattern.format(*map(escaped, row)) for row in rows))


class Stencil:
    """A template with ``values``, for each of which it is drawn once, and with ``holes``.

    Values are few: codes and yes or no. A hole is filled with any text, escaped; in the template it
    stands as ``{{ name }}`` and nowhere else, since its text is not known when it is drawn.
    """

    def __init__(self, template: str, *, values: Sequence[str], holes: Sequence[str]) -> None:
        self._template = template
        self._values = values
        self._holes = holes
        self._drawn = lru_cache(maxsize=MOST)(self._draw)

    def fill(
        self, values: tuple[Any, ...], texts: Sequence[object], language: str = ""
    ) -> SafeString:
        """The drawing for these values, with texts in the order of the holes.

        ``language``: the one being spoken, where many fill one after the other.
        """
        pattern, order = self._drawn(language or languages.current(), *values)
        ready = list(map(str, texts))
        if MARKS("".join(ready)):
            ready = [escaped(text) for text in texts]
        return SafeString(pattern % tuple([ready[place] for place in order]))

    def fill_each(self, rows: Iterable[tuple[tuple[Any, ...], Sequence[object]]]) -> SafeString:
        """One row after the other, each with its values and texts."""
        language = languages.current()
        return SafeString("".join([self.fill(*row, language) for row in rows]))

    def _draw(self, _language: str, *values: Any) -> tuple[str, list[int]]:
        """Text with a ``%s`` for each hole, and which hole that is."""
        marks = {name: SafeString(mark_of(place)) for place, name in enumerate(self._holes)}
        known = dict(zip(self._values, values, strict=True)) | marks
        parts = PLACE.split(render_to_string(self._template, known).replace("%", "%%"))
        return "%s".join(parts[::2]), [int(place) for place in parts[1::2]]
