"""What the person types with a slip from the desk, and what the second member of staff says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import PASSWORD_HELP
from support_centre.forms import COMPARE_FIRST


class ConfirmForm(forms.Form):
    """Four eyes look at the same passport."""

    compared = forms.BooleanField(
        label=_("I looked at the passport myself and compared the photograph with the face."),
        error_messages={"required": COMPARE_FIRST},
    )


class NewPasswordForm(forms.Form):
    """The slip, a second fact, the new password."""

    code = forms.CharField(
        label=_("Code on the slip"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}
        ),
    )
    birth_date = forms.DateField(
        label=_("Your date of birth"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"}),
    )
    password1 = forms.CharField(
        label=_("New password"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )
    password2 = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("password1") and data.get("password2") not in (None, data["password1"]):
            self.add_error("password2", ValidationError(_("The two passwords are not the same.")))
        return data
