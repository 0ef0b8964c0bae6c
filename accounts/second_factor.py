"""The second factor: who must have one, and how its secrets are kept."""

import base64
import uuid

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from vault import sealing

CONTEXT = ["second-factor/1"]


def seal(person_id: uuid.UUID, secret: str) -> str:
    """The secret sealed under the person's key; the person's id goes in front, to find the key."""
    sealed = sealing.seal(person_id, CONTEXT, secret.encode())
    return f"{person_id}.{base64.b64encode(sealed).decode()}"


def open_sealed(kept: str) -> str:
    """The secret again. Raises ``vault.errors.Erased`` or ``Damaged``."""
    person_id, _, sealed = kept.partition(".")
    return sealing.open_sealed(uuid.UUID(person_id), CONTEXT, base64.b64decode(sealed)).decode()


def is_obligatory(user: User) -> bool:
    """Staff need one wherever this is not a demonstration."""
    return settings.STAFF_NEED_SECOND_FACTOR and bool(user.live_grants)


def is_missing(request: HttpRequest) -> bool:
    """Whether this signed-in user must set up a second factor before anything else."""
    user = request.user
    if not isinstance(user, User) or not is_obligatory(user):
        return False
    used = any(record["method"] == "mfa" for record in get_authentication_records(request, user))
    return not used and not is_mfa_enabled(user)
