"""Exactly those pages of the sign-in package that Pobyt offers, under the names that it expects.

Not offered, and therefore without an address: sign-in by a code alone, links in mails in place of
codes (``account_confirm_email``, ``account_reset_password_from_key``), telephone numbers, passkeys,
trusted browsers, accounts of other services.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from accounts.access import public, signed_in

urlpatterns = [
    path("sign-in/", public(account.login), name="account_login"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("sign-up/", public(account.signup), name="account_signup"),
    path("closed/", public(account.account_inactive), name="account_inactive"),
    path(
        "confirm-email/",
        public(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("password/reset/", public(account.password_reset), name="account_reset_password"),
    path(
        "password/reset/code/",
        public(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/new/",
        public(account.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path(
        "password/reset/done/",
        public(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("second-factor/check/", public(mfa.authenticate), name="mfa_authenticate"),
    path("confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("email/", signed_in(account.email), name="account_email"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", signed_in(account.password_set), name="account_set_password"),
    path("second-factor/", signed_in(mfa.index), name="mfa_index"),
    path("second-factor/on/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path(
        "second-factor/off/",
        signed_in(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "second-factor/codes/",
        signed_in(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/download/",
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
