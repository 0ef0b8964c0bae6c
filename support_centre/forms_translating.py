"""What a translator writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from i18n.formats import language_name
from i18n.languages import direction
from support_centre.actions.translating import LONGEST


class TranslationForm(forms.Form):
    """``after``: the number of the translation that the writer saw. Of two, the second is told."""

    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the translation.")},
    )
    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, into: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label = _("In this language: %(language)s") % {"language": language_name(into)}
        field.widget.attrs |= {"lang": into, "dir": direction(into)}
