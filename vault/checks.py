"""System checks: the process does not start with a keyring that others can read."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from vault import keyring
from vault.errors import KeyringError


@register(Tags.security)
def keyring_is_private(**kwargs: Any) -> list[CheckMessage]:
    """The keyring exists, or may be created, and has mode 0600 or less."""
    path = Path(settings.VAULT_KEYRING)
    if settings.VAULT_MAY_CREATE_KEYRING and not path.exists():
        return []
    try:
        keyring.check_mode(path)
    except KeyringError as error:
        hint = "Create one with `manage.py vault init`, or correct its mode with `chmod 600`."
        return [Error(str(error), hint=hint, id="vault.E001")]
    return []
