"""The forms of sign-in and of the account, in our own words and without placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as sign_in
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import contacts
from accounts.models import User

EMAIL = _("E-mail address")
LOGIN_NAME = _("Login name")
PASSWORD = _("Password")
PASSWORD_HELP = _("At least 10 characters. A sentence that only you know is best.")
CODE = _("Code")
WHOLE_ADDRESS = _("Write the whole address, for example name@example.org.")


def tidy(form: forms.Form, **labels: Any) -> None:
    """Set labels (``name=label`` or ``name=(label, help)``), and drop placeholders."""
    for name, words in labels.items():
        if name in form.fields:
            label, help_text = words if isinstance(words, tuple) else (words, "")
            form.fields[name].label = label
            form.fields[name].help_text = help_text
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = WHOLE_ADDRESS


class SignInForm(sign_in.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, login=_("E-mail address or login name"), password=PASSWORD)
        self.fields["login"].widget.attrs.update(autocomplete="username", autocapitalize="none")

    def user_credentials(self) -> dict[str, Any]:
        """An address is never tried as a login name: as many hashes for known as for unknown."""
        credentials = super().user_credentials()
        if "email" in credentials:
            credentials.pop("username", None)
        return credentials


class SignUpForm(sign_in.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(
            self,
            email=(
                EMAIL,
                _("We send a code to it. Notices come here too, never what they say."),
            ),
            username=(LOGIN_NAME, _("Needed only if you give no e-mail address.")),
            password1=(PASSWORD, PASSWORD_HELP),
        )
        self.fields["username"].widget.attrs["autocapitalize"] = "none"
        for name in ("email", "username"):
            self.fields[name].required = False
            self.fields[name].widget.is_required = False

    def clean_email(self) -> str:
        """An address of staff answers like any that is taken; a centre's own is public anyway."""
        value: str = super().clean_email()
        reserved = contacts.email_reserved(value) if value else None
        if reserved is not None and reserved.user_id is None:
            raise ValidationError(contacts.NOT_YOURS)
        if reserved is not None:
            self.account_already_exists = True
        return value

    def clean_username(self) -> str:
        return super().clean_username() if self.cleaned_data["username"] else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        named = {"email", "username"} & (self.errors.keys() | {k for k, v in data.items() if v})
        if not named:
            self.add_error("username", _("Give an e-mail address or choose a login name."))
        return data

    def try_save(self, request: HttpRequest) -> tuple[Any, HttpResponse | None]:
        """A known address takes as long as a new one: a password is hashed either way."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        with transaction.atomic():
            return super().try_save(request)


class EmailForm(sign_in.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, email=(EMAIL, _("We send a code to it.")))

    def clean_email(self) -> str:
        """An address of staff answers like any that is taken, as long as somebody signs in with it;
        the mail that follows tells whoever reads it there."""
        value: str = super().clean_email()
        reserved = contacts.email_reserved(value, of=self.user.pk)
        taken = User.objects.filter(email__iexact=value).exists()
        if reserved is not None and not (reserved.user_id and taken):
            raise ValidationError(contacts.NOT_YOURS)
        return value


class ResetRequestForm(sign_in.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, email=EMAIL)


class NewPasswordForm(sign_in.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_passwords(self)


class SetPasswordForm(sign_in.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_passwords(self)


class ChangePasswordForm(sign_in.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_passwords(self)


class ConfirmPasswordForm(sign_in.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self, password=PASSWORD)


class EmailCodeForm(sign_in.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_code(self)


class ResetCodeForm(sign_in.ConfirmPasswordResetCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_code(self)


def name_passwords(form: forms.Form) -> None:
    tidy(
        form,
        oldpassword=_("Current password"),
        password1=(_("New password"), PASSWORD_HELP),
        password2=_("New password again"),
    )


def name_code(form: forms.Form) -> None:
    tidy(form, code=(CODE, _("8 characters, from the message that we sent.")))
    form.fields["code"].widget.attrs.update(
        autocomplete="one-time-code", autocapitalize="characters", spellcheck="false"
    )
