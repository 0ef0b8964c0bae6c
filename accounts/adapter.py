"""How the sign-in package (django-allauth) is fitted to Pobyt: people, words, mails, secrets."""

from __future__ import annotations

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import actions, second_factor
from accounts.models import User
from i18n.languages import using

logger = logging.getLogger(__name__)

NO_MATCH = _("The e-mail address or login name and the password do not match.")
WRONG_CODE = _("This code is not right or is no longer valid.")
WAIT = _("There were too many attempts. Wait a few minutes and try again.")


class AccountAdapter(DefaultAccountAdapter):
    """One answer for known and unknown accounts; a Person for each login; mails without names."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is already the e-mail address of your account."),
        "email_password_mismatch": NO_MATCH,
        "username_password_mismatch": NO_MATCH,
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "invalid_or_expired_key": WRONG_CODE,
        "invalid_login": NO_MATCH,
        "same_as_current": _("This is already the e-mail address of your account."),
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
        "username_blacklisted": _("This login name is taken. Choose another one."),
        "username_taken": _("This login name is taken. Choose another one."),
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.language = get_language() or settings.LANGUAGE_CODE
        with transaction.atomic():
            super().save_user(request, user, form, commit=commit)
            if commit:
                give_person = getattr(form, "give_person", actions.give_person)
                give_person(user)
        return user

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        user.username = user.username or actions.free_login_name()

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        actions.record_sign_in(user)

    def set_password(self, user: Any, password: str) -> None:
        with transaction.atomic():
            super().set_password(user, password)
            actions.record_change_of_access(user, "password")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Whoever proves an address owns it: an unproven claim of another account gives way."""
        with transaction.atomic():
            actions.release_unproven_email(email_address.email, keep=email_address.user)
            return super().confirm_email(request, email_address)

    def get_login_stages(self) -> list[str]:
        own = "accounts.stages.EmailVerificationStage"
        theirs = "allauth.account.stages.EmailVerificationStage"
        return [own if stage == theirs else stage for stage in super().get_login_stages()]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:settings")

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses on this very site: no scheme, no host."""
        return url is not None and url.startswith("/") and super().is_safe_url(url)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the account, else in that of the page. A mail server that is down
        stops nobody: the person can ask for another code. It needs no request."""
        details = {"email": email, **context, "site_address": settings.SITE_ADDRESS}
        with using(User.objects.language_of(email) or get_language() or settings.LANGUAGE_CODE):
            try:
                self.render_mail(template_prefix, email, details).send()
            except (OSError, smtplib.SMTPException):
                logger.exception("sign-in mail not sent", extra={"mail": template_prefix})


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are sealed under the key of the person that they belong to."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "The second factor cannot be turned off for this account."
        ),
        "cannot_generate_recovery_codes": _("Turn the second factor on before you make codes."),
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Confirm your e-mail address before you turn the second factor on."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def encrypt(self, text: str) -> str:
        return second_factor.seal(current.request.user.person.pk, text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.open_sealed(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not second_factor.is_obligatory(authenticator.user)
