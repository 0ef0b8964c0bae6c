"""What is asked at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import IdentityCheck, Person
from cases.models import Case
from documents.holding import Held
from permits import mrz
from support_centre import spoken
from support_centre.actions import Asked, Passport
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


NO_LINES = _(
    "These are not the lines of a passport. Copy both lines whole, or leave them empty and type "
    "the fields below."
)
WRONG_LINES = {
    "shape": NO_LINES,
    "number": _("The passport number and its check digit do not fit. Compare the second line."),
    "birth": _("The date of birth and its check digit do not fit. Compare the second line."),
    "expiry": _("The last day and its check digit do not fit. Compare the second line."),
    "optional": _("The personal number and its check digit do not fit. Compare the second line."),
    "composite": _("The last digit of the second line does not fit. Compare each letter."),
}
"""Which check digit is wrong, so that the member of staff knows where to look."""

NO_PHOTOGRAPH = _(
    "Take a photograph of the passport or choose one, or choose another way in which you know who "
    "it is."
)
COMPARE_FIRST = _("Compare the photograph with the person's face, then tick this.")
PHOTOGRAPH_AGAIN = _("Add the photograph again: it is kept together with everything else.")


class PassportForm(forms.Form):
    """The passport in the hand of the member of staff; its lines fill in the rest."""

    demanded = ("number", "family_name", "given_names", "birth_date", "photograph")
    field_order = (
        "mrz",
        "number",
        "issuer",
        "family_name",
        "given_names",
        "birth_date",
        "valid_until",
        "case_number",
        "method",
        "photograph",
        "compared",
    )

    mrz = forms.CharField(
        label=_("Lines at the foot of the passport"),
        help_text=_("Type them or let a reader write them. They fill in what is left empty below."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr", "spellcheck": "false"}),
        required=False,
    )
    number = forms.CharField(label=_("Passport number"), max_length=40, required=False)
    issuer = forms.CharField(label=_("Issued by (code of the state)"), max_length=3, required=False)
    given_names = forms.CharField(label=_("Given names"), max_length=200, required=False)
    family_name = forms.CharField(
        label=_("Family name"),
        help_text=_("One name alone is enough."),
        max_length=200,
        required=False,
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )
    method = forms.ChoiceField(
        label=_("How you know who it is"), choices=IdentityCheck.Method.choices
    )
    valid_until = forms.DateField(
        label=_("Valid until"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )
    case_number = forms.CharField(
        label=_("Case number"),
        help_text=_(
            "When the passport is new, lost or cannot be read: from a letter of the office. "
            "Together with the date of birth it finds the person."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        max_length=40,
        required=False,
    )
    photograph = forms.FileField(
        label=_("Photograph of the passport"),
        help_text=_("The page with the photograph of the face: take it now, or choose a file."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        required=False,
    )
    compared = forms.BooleanField(
        label=_("I compared the photograph with the person's face."),
        error_messages={"required": COMPARE_FIRST},
    )

    def __init__(
        self, *args: Any, practice: bool = False, held: Held | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        if practice:  # nobody invented has a case
            del self.fields["case_number"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self._fill_from_lines(data)
        if not data.get("given_names") and not data.get("family_name"):
            self.add_error("family_name", _("Write at least one name."))
        if not data.get("birth_date"):
            self.add_error("birth_date", _("Write the date of birth as it stands in the paper."))
        if not data.get("number") and data.get("method") != IdentityCheck.Method.OTHER:
            self.add_error(
                "number", _("Write the number of the passport, or choose another paper.")
            )
        if data.get("method") == IdentityCheck.Method.PHOTO and self.held is None:
            self.add_error("photograph", NO_PHOTOGRAPH)
        return data

    def ask_again(self) -> None:
        """Whatever was wrong, a photograph that came along is not kept: say so."""
        if self.held is not None and self.errors and "photograph" not in self.errors:
            self.add_error("photograph", PHOTOGRAPH_AGAIN)

    def _fill_from_lines(self, data: dict[str, Any]) -> None:
        if not (data.get("mrz") or "").strip():
            return
        try:
            read = mrz.parse(data["mrz"])
        except mrz.MrzError as wrong:
            self.add_error("mrz", ValidationError(WRONG_LINES.get(wrong.reason, NO_LINES)))
            return
        found = {
            "number": read.number,
            "issuer": read.issuer,
            "given_names": read.given_names,
            "family_name": read.surname,
            "birth_date": read.birth_date,
            "valid_until": read.valid_until,
        }
        for name, value in found.items():
            data[name] = data.get(name) or value

    @property
    def is_expired(self) -> bool:
        """An expired passport still says who somebody is: a warning, no error."""
        until = str(self.cleaned_data.get("valid_until") or "")
        return bool(until) and until < str(timezone.localdate())

    def passport(self) -> Passport:
        data = self.cleaned_data
        return Passport(
            number=data["number"],
            issuer=data["issuer"].upper(),
            family_name=data["family_name"],
            given_names=data["given_names"],
            birth_date=str(data["birth_date"]),
            valid_until=str(data.get("valid_until") or ""),
        )


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
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
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
        max_length=200,
        required=False,
    )
    giver_reason = forms.CharField(
        label=_("Why they consent for the person"),
        help_text=_("For example: mother of the child; court decision and its number."),
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
        return Asked(
            services=tuple(data["services"]),
            days=data["days"],
            language=data["language"],
            interpreter=data.get("interpreter", ""),
            giver=data.get("giver", Giver.SELF),
            giver_name=data.get("giver_name", ""),
            giver_reason=data.get("giver_reason", ""),
            case=case,
        )


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class CodeForm(forms.Form):
    """The code that the member of staff shows."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("The member of staff shows you eight letters and digits."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}
        ),
    )
