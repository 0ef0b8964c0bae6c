"""The telephone numbers of a member of staff."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.contacts import e164


class TelephonesForm(forms.Form):
    """One number a line; ``cleaned_data["numbers"]`` are in E.164."""

    numbers = forms.CharField(
        label=gettext_lazy("Your telephone numbers"),
        help_text=gettext_lazy("One on each line, private ones too. Leave empty to remove them."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "autocomplete": "off"}),
        max_length=400,
        required=False,
    )

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region

    def clean_numbers(self) -> list[str]:
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["numbers"].splitlines())):
            number = e164(line, self.region)
            if not number:
                text = _("“%(number)s” is not a telephone number. Write it with its country code.")
                raise forms.ValidationError(text % {"number": line})
            found.append(number)
        return found
