"""How a code from a screen or a slip is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LOOKS = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "dir": "ltr",
}


class CodeField(forms.CharField):
    """Longer than a code is, since people put blanks and dashes between its letters."""

    def __init__(self, *, help_text: Any) -> None:
        super().__init__(
            label=_("Code"),
            help_text=help_text,
            max_length=20,
            widget=forms.TextInput(attrs=LOOKS),
        )
