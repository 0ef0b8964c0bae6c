"""The forms of the second factor, in our own words."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from accounts.forms import CODE, tidy

CODE_HELP = _("6 digits from the app on your phone, or one of your recovery codes.")


class SecondFactorForm(base.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, code=(CODE, CODE_HELP))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ConfirmSecondFactorForm(base.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, code=(CODE, CODE_HELP))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class TurnOnForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, code=(CODE, _("6 digits that the app shows now.")))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
