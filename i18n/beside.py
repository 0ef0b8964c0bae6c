"""A second language beside the page's: two people look at one page, each reads their own words."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from i18n import languages


def second(reads: str) -> str:
    """The language to show beside the active one; empty when there is nothing to double."""
    code = languages.known(reads) or ""
    return "" if code == languages.current() else code


def dressed(text: Any, code: str) -> SafeString:
    """Words in the language ``code``, marked as such."""
    way = languages.direction(code)
    return format_html('<span class="beside" lang="{}" dir="{}">{}</span>', code, way, text)


def doubled(text: str | Promise | Callable[[], str], code: str) -> str:
    """``text`` in the active language and, beside it, in ``code`` (of :func:`second`).

    ``text`` is a lazy message, or a function that says it in whatever language is active.
    """
    spoken = _said(text)
    if not code:
        return spoken
    with languages.using(code):
        other = _said(text)
    return spoken if other == spoken else format_html("{}{}", spoken, dressed(other, code))


def _said(text: str | Promise | Callable[[], str]) -> str:
    return text() if callable(text) else str(text)
