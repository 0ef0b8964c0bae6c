"""Acts that need little more than a yes: check, lodging, fee, card, assignment, note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.actions import assigning, card, checking, ending, fees
from cases.forms.base import ActForm, day_field
from cases.officers import barred_from, officers_for


class BeginForm(ActForm):
    explanation = _(
        "The application is on the right form and the person may file it. "
        "The clock starts from the day on which it was lodged."
    )

    def carry_out(self) -> None:
        checking.begin(self.case, actor=self.actor)


class AppearanceForm(ActForm):
    explanation = _(
        "The applicant came in person and proved who they are: the application is lodged."
    )
    on = day_field(label=_("Day on which the applicant came"))

    def prepare(self) -> None:
        self.fields["on"].initial = self.today

    def carry_out(self) -> None:
        checking.record_appearance(self.case, on=self.cleaned_data["on"], actor=self.actor)


class FeeForm(ActForm):
    explanation = _("Enter how and when the administrative fee was paid, in full.")
    method = forms.ChoiceField(label=_("How it was paid"))
    paid_on = day_field(label=_("Day of payment"))
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=200,
        help_text=_("For example the number of the receipt or of the bank transfer."),
    )

    def prepare(self) -> None:
        methods = self.pack.settings["fee_methods"]
        self.fields["method"].choices = [(each, FEE_METHODS[each]) for each in methods]  # type: ignore[attr-defined]
        self.fields["paid_on"].initial = self.today

    def carry_out(self) -> None:
        fees.record_fee(self.case, actor=self.actor, **self.cleaned_data)


FEE_METHODS = {
    "stamps": _("Revenue stamps"),
    "bank_transfer": _("Bank transfer"),
    "card_terminal": _("Card at the office"),
    "cash": _("Cash"),
    "embassy": _("At the embassy"),
    "waived": _("Not charged by law"),
}


class BiometricsForm(ActForm):
    explanation = _("Photograph, fingerprints and signature were taken. The card is being made.")
    on = day_field(label=_("Day on which they were taken"))

    def prepare(self) -> None:
        self.fields["on"].initial = self.today

    def carry_out(self) -> None:
        card.take_biometrics(self.case, on=self.cleaned_data["on"], actor=self.actor)


class CardReadyForm(ActForm):
    explanation = _("The card has arrived. The applicant is told to come and collect it.")
    card_number = forms.CharField(label=_("Number of the card"), max_length=20)

    def carry_out(self) -> None:
        card.card_is_ready(
            self.case, card_number=self.cleaned_data["card_number"], actor=self.actor
        )


class HandOverForm(ActForm):
    explanation = _("The card is in the person's hands. The permit is granted and the case ends.")

    def carry_out(self) -> None:
        card.hand_over_card(self.case, actor=self.actor)


class NotLodgedForm(ActForm):
    explanation = _("Nobody came in person in time. The case ends, and the applicant is told.")
    grave = True

    def carry_out(self) -> None:
        ending.record_not_lodged(self.case, actor=self.actor)


class NotCollectedForm(ActForm):
    explanation = _(
        "Nobody collected the card in time. The proceedings are discontinued and a letter says why."
    )
    grave = True

    def carry_out(self) -> None:
        ending.record_not_collected(self.case, actor=self.actor)


class TakeForm(ActForm):
    explanation = _("The case is assigned to you and shows in your queue.")

    def carry_out(self) -> None:
        assigning.take(self.case, actor=self.actor)


class ReleaseForm(ActForm):
    explanation = _("The case goes back to the queue, so that another officer can take it.")

    def carry_out(self) -> None:
        assigning.release(self.case, actor=self.actor)


class AssignForm(ActForm):
    explanation = _("Officers with a conflict of interest about this person cannot have the case.")
    officer = forms.ChoiceField(label=_("Officer"))

    def prepare(self) -> None:
        self.officers = {str(user.pk): user for user in officers_for(self.case)}
        self.fields["officer"].choices = [  # type: ignore[attr-defined]
            (pk, user.person.display_name) for pk, user in self.officers.items()
        ]
        self.barred = barred_from(self.case)

    def carry_out(self) -> None:
        officer: User = self.officers[self.cleaned_data["officer"]]
        assigning.assign(self.case, officer, actor=self.actor)


class NoteForm(ActForm):
    explanation = _(
        "A note for your colleagues. The applicant sees it only when they inspect the file."
    )
    text = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 5}))

    def carry_out(self) -> None:
        assigning.note(self.case, self.cleaned_data["text"], actor=self.actor)
