"""What a person allows at the desk, and the code with which they allow it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from cases.models import Case
from support_centre import spoken
from support_centre.actions import Asked
from support_centre.code_fields import CodeField
from support_centre.models import Giver
from support_centre.of_age import givers_for
from support_centre.services import ALL, FILE, RESTORE

ALL_CASES, ONE_CASE = "all", "one"
SCOPES = (
    (ALL_CASES, _("All applications and cases of the person")),
    (ONE_CASE, _("One case only")),
)
NOT_OF_A_CASE = {FILE, RESTORE}
"""Services that no single case is about."""

DAYS = ((1, _("Today only")), (7, _("One week")), (30, _("30 days")), (90, _("90 days")))

FOR_ANOTHER = {"data-shown-when": f"giver={Giver.PARENT} {Giver.GUARDIAN}"}


class MandateForm(forms.Form):
    """What the person allows, for how long, and in which language it was explained."""

    demanded = ("giver_name", "giver_reason")
    services = forms.MultipleChoiceField(
        label=_("What the person allows the centre to do"),
        choices=[(service.code, service.name) for service in ALL],
        widget=forms.CheckboxSelectMultiple,
    )
    scope = forms.ChoiceField(
        label=_("For what"), choices=SCOPES, widget=forms.RadioSelect, initial=ALL_CASES
    )
    case_number = forms.CharField(
        label=_("Case number"),
        help_text=_("For one case only: as it stands in the letters of the office."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "dir": "ltr", "data-shown-when": f"scope={ONE_CASE}"}
        ),
        max_length=40,
        required=False,
    )
    days = forms.TypedChoiceField(label=_("For how long"), choices=DAYS, coerce=int, initial=7)
    language = forms.ChoiceField(
        label=_("Language in which you explained it"), choices=spoken.choices
    )
    interpreter = forms.CharField(
        label=_("Interpreter"),
        help_text=_("Name, when somebody interpreted."),
        max_length=200,
        required=False,
    )
    giver = forms.ChoiceField(label=_("Who consents"), choices=Giver.choices, initial=Giver.SELF)
    giver_name = forms.CharField(
        label=_("Name of the parent or guardian"),
        help_text=_("Only when somebody consents for another."),
        widget=forms.TextInput(attrs=FOR_ANOTHER),
        max_length=200,
        required=False,
    )
    giver_reason = forms.CharField(
        label=_("Why they consent for the person"),
        help_text=_("For example: mother of the child; court decision and its number."),
        widget=forms.TextInput(attrs=FOR_ANOTHER),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, whose: Person | None, pack: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        givers = givers_for(whose, pack)
        if whose is None:  # on their own device people consent for themselves
            for name in ("scope", "case_number", "giver", "giver_name", "giver_reason"):
                del self.fields[name]
        else:
            _choose(self.fields["giver"], [(each.value, str(each.label)) for each in givers])
            self.fields["giver"].initial = givers[0]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.is_for_one_case:
            if not data.get("case_number"):
                self.add_error("case_number", _("Write the number of the case."))
            if NOT_OF_A_CASE.intersection(data.get("services", ())):
                self.add_error(
                    "scope",
                    _("A new application or a lost sign-in is not about one case. Choose all."),
                )
        if data.get("giver") not in (None, Giver.SELF):
            for name in ("giver_name", "giver_reason"):
                if not data.get(name):
                    self.add_error(name, _("This is needed when somebody consents for another."))
        return data

    @property
    def is_for_one_case(self) -> bool:
        return bool(self.cleaned_data.get("scope") == ONE_CASE)

    def asked(self, case: Case | None = None) -> Asked:
        data = self.cleaned_data
        giver = data.get("giver", Giver.SELF)
        by_another = giver != Giver.SELF
        return Asked(
            services=tuple(data["services"]),
            days=data["days"],
            language=data["language"],
            interpreter=data.get("interpreter", ""),
            giver=giver,
            giver_name=data.get("giver_name", "") if by_another else "",
            giver_reason=data.get("giver_reason", "") if by_another else "",
            case=case,
        )


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class CodeForm(forms.Form):
    """The code that the member of staff shows."""

    code = CodeField(help_text=_("The member of staff shows you eight letters and digits."))
