"""The three questions, worded for where they are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from support_centre.models import Channel

SCALE = (
    (1, _("Not at all")),
    (2, _("A little")),
    (3, _("Partly")),
    (4, _("Mostly")),
    (5, _("Completely")),
)
LONGEST = 2000


def _scale(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five answers.")},
    )


class FeedbackForm(forms.Form):
    """Three answers from one to five, and what was missing in free words."""

    clear = _scale(_("Was it clear to you what to do?"))
    manner = _scale(_("Were you treated with respect?"))
    again = _scale(_("Would you come back?"))
    words = forms.CharField(
        label=_("What was missing?"),
        help_text=_("In any language. Please write no names and no numbers."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if channel != Channel.VISIT:
            self.fields["manner"].label = _("Was it easy?")
            self.fields["again"].label = _("Would you use this portal again?")
