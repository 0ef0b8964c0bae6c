"""What is recorded of a letter on paper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import PaperDelivery


def _day(label: object) -> forms.DateField:
    attributes = {"type": "date"}
    return forms.DateField(
        label=label,  # type: ignore[arg-type]
        widget=forms.DateInput(format="%Y-%m-%d", attrs=attributes),
    )


class DispatchForm(forms.Form):
    """The letter went to the post."""

    on = _day(_("Posted on"))
    registered_number = forms.CharField(
        label=_("Number of the registered letter"),
        help_text=_("From the receipt of the post office. Leave it empty for an ordinary letter."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )


class DeliveryForm(forms.Form):
    """The letter reached the person: periods begin on this day."""

    on = _day(_("Delivered on"))
    how = forms.ChoiceField(
        label=_("How"),
        choices=[
            choice for choice in PaperDelivery.How.choices if choice[0] != PaperDelivery.How.ACCOUNT
        ],
        widget=forms.RadioSelect,
    )
