"""What is recorded of a letter on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import PaperDelivery
from postbox.models import Message
from support_centre.models import PaperMessage

BY_HAND = (PaperDelivery.How.RECEIPT, PaperDelivery.How.DESK)
"""How a member of staff can know that somebody has a letter."""


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
        choices=[(how.value, how.label) for how in BY_HAND],
        widget=forms.RadioSelect,
    )


class CorrectionForm(DeliveryForm):
    """It reached the person on another day, or otherwise, than was recorded."""

    reason = forms.CharField(
        label=_("Why it is put right"),
        help_text=_("It is kept in the record, with what was recorded before."),
        max_length=500,
    )


class DepositForm(forms.Form):
    """Nobody was met: the letter waits to be collected."""

    on = _day(_("Ready to be collected since"))


class ReturnForm(forms.Form):
    """The letter did not reach the person."""

    on = _day(_("Came back on"))
    why = forms.ChoiceField(
        label=pgettext_lazy("of a letter that came back", "Why"),
        help_text=_(
            "As the post wrote on the envelope. A letter that was put into the letter box when the "
            "period was over was not collected."
        ),
        choices=PaperDelivery.Why.choices,
        widget=forms.RadioSelect,
    )


class PaperMessageForm(forms.Form):
    """Messages went out on paper. ``last``: the newest of those that were printed, by its id."""

    on = _day(_("Day"))
    how = forms.ChoiceField(
        label=_("How"),
        choices=PaperMessage.How.choices,
        initial=PaperMessage.How.POSTED,
        widget=forms.RadioSelect,
    )
    last = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return on

    def up_to_last(self, messages: Sequence[Message]) -> list[Message]:
        """Those that were there when the page was opened; what came since goes out next time."""
        ids = [message.pk for message in messages]
        last = self.cleaned_data["last"]
        return list(messages[: ids.index(last) + 1]) if last in ids else []
