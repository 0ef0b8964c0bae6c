"""A letter that hung on the official board."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.public_notice import deliver_by_notice
from cases.forms.base import ActForm, day_field
from cases.models import PaperDelivery
from i18n import formats
from permits.packs import NOTICE


class PublicNoticeForm(ActForm):
    """When it was put up and taken down, and that it was online too; why, when that is put right.

    ``delivery``: of the letter.
    """

    noticed_on = day_field(label=gettext_lazy("Put on the official board on"))
    taken_down_on = day_field(label=gettext_lazy("Taken down on"))
    online = forms.BooleanField(
        label=gettext_lazy("The text was also published online for the whole time"),
        help_text=gettext_lazy("Without that the letter is not deemed delivered."),
        error_messages={
            "required": gettext_lazy(
                "Confirm that the text was also online. If it was not, the letter cannot be "
                "delivered by public notice."
            )
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is put right"),
        help_text=gettext_lazy("It is kept in the record, with what was recorded before."),
        max_length=500,
    )

    def __init__(self, *args: Any, delivery: PaperDelivery, **kwargs: Any) -> None:
        self.delivery = delivery
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        period = self.pack.period(NOTICE)
        words = _(
            "%(letter)s (%(law)s). It counts as delivered %(days)s after it was put on the board, "
            "and the period that it sets begins with that day."
        )
        self.explanation = words % {
            "letter": self.delivery.letter.office_name,
            "law": formats.left_to_right(period.legal_basis),
            "days": formats.days(period.days),
        }
        if self.delivery.delivered_on is None:
            del self.fields["reason"]
        self.fields["noticed_on"].initial = self.delivery.noticed_on
        self.fields["taken_down_on"].initial = self.delivery.taken_down_on or self.today

    def carry_out(self) -> None:
        deliver_by_notice(self.delivery, actor=self.actor, **self.cleaned_data)
