"""Who sits at the desk: what is read off a passport."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import IdentityCheck
from accounts.person_forms import official
from documents.holding import Held
from permits import mrz
from support_centre.actions import Passport
from vault import tokens

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

OTHERWISE = _("The lines of the passport say %(read)s. Correct the one of the two that is wrong.")
ROOM = 27
"""Characters of both names that the lines of each format hold; of longer ones some may be cut."""

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
        widget=forms.FileInput(
            attrs={
                "accept": "image/jpeg,image/png,application/pdf",
                "data-shown-when": f"method={IdentityCheck.Method.PHOTO}",
            }
        ),
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

    def clean_given_names(self) -> str:
        return official(self.cleaned_data["given_names"])

    def clean_family_name(self) -> str:
        return official(self.cleaned_data["family_name"])

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
            typed = data.get(name)
            if typed and value and not _says(name, str(typed), value, read):
                self.add_error(name, ValidationError(OTHERWISE, params={"read": value}))
            data[name] = typed or value

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


def _says(name: str, typed: str, value: str, read: mrz.Mrz) -> bool:
    """Whether a field says what the lines say; they know no diacritics and cut long names off."""
    if name in ("given_names", "family_name"):
        return len(read.surname + read.given_names) > ROOM or tokens.same_name(typed, value)
    return _letters(typed) == _letters(value)


def _letters(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper())
