"""What the second factor's package announces, written into the log."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from accounts import actions
from accounts.models import User

CHANGES = (authenticator_added, authenticator_removed, authenticator_reset)


@receiver(CHANGES, dispatch_uid="accounts.second_factor_changed")
def second_factor_changed(*, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    actions.record_change_of_access(user, str(authenticator.type))
