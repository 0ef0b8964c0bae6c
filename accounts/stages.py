"""The steps of a sign-in that differ from the package's own."""

from typing import Any

from allauth.account import stages
from allauth.account.models import EmailAddress


class EmailVerificationStage(stages.EmailVerificationStage):
    """An e-mail address must be confirmed; an account that has none needs no confirmation."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        has_none = user is not None and not user.email
        if has_none and not EmailAddress.objects.filter(user=user).exists():
            return None, True
        return super().handle()
