"""Ending a case without a decision on the permit: a ground of the pack, and why it applies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.ending import declare_inadmissible, discontinue
from cases.forms.base import ActForm, phrase_choices
from permits.models import PhraseKind


class GroundForm(ActForm):
    grave = True
    ground_kind = ""
    ground = forms.ChoiceField(label=_("Ground"))
    reason = forms.CharField(
        label=_("Why it applies here"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept sealed in the record of the case; it is not part of the letter."),
    )

    def prepare(self) -> None:
        self.fields["ground"].choices = phrase_choices(self.phrases(self.ground_kind))  # type: ignore[attr-defined]


class InadmissibleForm(GroundForm):
    explanation = _("The application cannot be examined. The case ends and a letter says why.")
    ground_kind = PhraseKind.INADMISSIBILITY

    def carry_out(self) -> None:
        declare_inadmissible(self.case, actor=self.actor, **self.cleaned_data)


class DiscontinueForm(GroundForm):
    explanation = _("The proceedings end without a decision on the permit. A letter says why.")
    ground_kind = PhraseKind.DISCONTINUANCE

    def carry_out(self) -> None:
        discontinue(self.case, actor=self.actor, **self.cleaned_data)
