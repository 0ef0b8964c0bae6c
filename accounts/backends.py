"""Passwords are checked by the sign-in package; person and roles come in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.signed_in(user_id)
        return user if user and self.user_can_authenticate(user) else None
