"""What is asked of somebody who claims what was filed for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.actions import free_login_name
from accounts.forms import SignUpForm
from accounts.models import User
from support_centre import actions, codes
from support_centre.code_fields import CodeField
from support_centre.models import Fact, Slip


class ClaimForm(forms.Form):
    """The code of the slip, and one thing beside it that only the person knows."""

    code = CodeField(
        help_text=_("Eight letters and digits, from the sheet that the centre gave you.")
    )
    birth_date = forms.DateField(
        label=Fact.BIRTH_DATE.label,
        help_text=_("As it stands in your passport. This or the passport number is enough."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"}),
        required=False,
    )
    passport = forms.CharField(
        label=Fact.PASSPORT.label,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fact in Fact.values:
            if fact not in settings.SLIP_FACTS:
                del self.fields[fact]
        if len(settings.SLIP_FACTS) == 1 and "birth_date" in self.fields:
            self.fields["birth_date"].help_text = _("As it stands in your passport.")

    def clean_code(self) -> str:
        code = codes.tidy(self.cleaned_data["code"])
        if len(code) != codes.LENGTH:
            raise forms.ValidationError(_("The code has eight letters and digits. Compare it."))
        return code

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first = settings.SLIP_FACTS[0]
        given = any(data.get(fact) or fact in self.errors for fact in settings.SLIP_FACTS)
        if not given:
            self.add_error(first, _("Give what you know beside the code."))
        return data

    def given(self, fact: str) -> str:
        """What was given of a kind of ``Fact``, a day as ``YYYY-MM-DD``; empty for nothing."""
        value = self.cleaned_data.get(fact)
        return value.isoformat() if isinstance(value, date) else str(value or "")


class ClaimSignUpForm(SignUpForm):
    """A sign-in for the person of a slip: a password; address and login name if they like."""

    def __init__(self, *args: Any, slip: Slip, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slip, self.source = slip, source
        self.fields["username"].help_text = _(
            "Choose one that you remember, or leave it empty: then we make one for you."
        )
        self.fields["email"].help_text = _(
            "Only if you have one. We tell you when a letter arrives, never what it says."
        )
        self.order_fields(["username", "password1", "email"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not self.errors and not data.get("email") and not data.get("username"):
            data["username"] = free_login_name()
        return super().clean()

    def give_person(self, user: User) -> None:
        """Instead of a new Person: the one of the slip."""
        actions.claim(self.slip, user, source=self.source)
