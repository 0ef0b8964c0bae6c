"""What the sign-in package announces of second factors and addresses, written into the log."""

from typing import Any

from allauth.account.signals import email_changed, email_removed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import actions
from accounts.actor import Actor
from accounts.models import User

CHANGES = (authenticator_added, authenticator_removed, authenticator_reset)


@receiver(CHANGES, dispatch_uid="accounts.second_factor_changed")
def second_factor_changed(*, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    actions.record_change_of_access(user, str(authenticator.type))


@receiver((email_changed, email_removed), dispatch_uid="accounts.address_changed")
def address_changed(*, user: User, **kwargs: Any) -> None:
    """Codes that open the account go to another address from now on, or to none."""
    actions.record_change_of_access(user, "email")


@receiver(authenticator_added, dispatch_uid="accounts.second_factor_wanted_of_all")
def second_factor_wanted_of_all(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Sessions that began with a password alone, on other devices, end."""
    if authenticator.type == Authenticator.Type.TOTP:
        actions.sign_out_everywhere(user, actor=Actor.for_user(user))
        update_session_auth_hash(request, user)
