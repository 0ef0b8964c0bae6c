"""How often codes may be guessed from one address or account: the next try comes later and later.

Counted by where a try comes from and never in all, so that a flood from elsewhere makes nobody
wait. A try during the wait is not made: right or wrong, it gets the same answer.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from support_centre.models import Tries
from support_centre.models.tries import FORGOTTEN
from vault import keyring

FREE = 5
FIRST_WAIT = 15
LONGEST_WAIT = 15 * 60
"""Seconds. Who shares an address with an attacker waits a quarter of an hour and no longer."""


TOO_EARLY = _("There were too many attempts from here. Wait a quarter of an hour.")


class Wait(Exception):
    """It is too early for another try from here."""


@transaction.atomic
def take(source: str, *, now: datetime | None = None) -> None:
    """One more try from this address or account; raises ``Wait`` when it comes too early."""
    moment = now or timezone.now()
    rows = Tries.objects.select_for_update()
    row, _made = rows.get_or_create(source=_digest(source), defaults={"since": moment})
    if row.has_to_wait(moment):
        raise Wait
    if row.since <= moment - FORGOTTEN:
        row.number, row.since = 0, moment
    row.number += 1
    if row.number > FREE:
        row.wait_until = moment + timedelta(seconds=wait_before(row.number))
    row.save()


def forgive(source: str) -> None:
    """A code was used up from here: the count begins anew.

    Not after a right answer alone, or one code of one's own would buy guesses without end.
    """
    Tries.objects.filter(source=_digest(source)).delete()


def wait_before(number: int) -> int:
    """Seconds between the ``number``th try of a day and the one after it."""
    return int(min(FIRST_WAIT * 2 ** min(number - FREE - 1, 10), LONGEST_WAIT))


def account(actor: Actor) -> str:
    """The source of tries for which one has to be signed in: many share the address of a centre."""
    return f"account/{actor.by}"


def _digest(source: str) -> bytes:
    key = keyring.derived("support_centre/tries/1")
    return hmac.digest(key, _network(source).encode(), "sha256")


def _network(source: str) -> str:
    """Everybody has as many addresses of version 6 as they like: the first 64 bits count."""
    try:
        address = ip_address(source)
    except ValueError:
        return source
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network(f"{address}/64", strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
