"""A way in that was lost is given back to the person: a new password, the second factor gone."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from audit import log
from i18n.languages import using


@transaction.atomic
def restore_sign_in(user: User, password: str, *, actor: Actor) -> User:
    """The person chose ``password``; every session of before ends, e-mail addresses stay.

    The second factor goes: whoever lost it could not sign in with the password alone.
    """
    row = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    row.set_password(password)
    row.session_generation += 1
    row.save(update_fields=["password", "session_generation"])
    factors, _rows = Authenticator.objects.filter(user=row).delete()
    log.append(
        "accounts.restored_sign_in",
        actor=actor,
        subjects=[row.person.pk],
        payload={"second_factor_removed": factors > 0},
    )
    return row


def warn_known_addresses(user: User, template: str) -> None:
    """A mail without names to every address of the login, once the transaction has committed."""
    known = set(EmailAddress.objects.filter(user=user).values_list("email", flat=True))
    known |= {user.email} if user.email else set()

    def sent() -> None:
        with using(user.language):
            for address in sorted(known):
                get_adapter().send_mail(template, address, {})

    transaction.on_commit(sent, robust=True)
