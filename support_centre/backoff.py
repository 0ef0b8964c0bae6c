"""How often one address may guess codes of slips: the next try comes later and later.

Counted by the address that a try comes from and never in all, so that a flood from elsewhere makes
nobody wait. A try during the wait is not made: right or wrong, it gets the same answer.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import cache

FREE = 5
FIRST_WAIT = 15
LONGEST_WAIT = 15 * 60
FORGOTTEN = 24 * 60 * 60
"""Seconds. Who shares an address with an attacker waits a quarter of an hour and no longer."""


class Wait(Exception):
    """It is too early for another try from here."""


def take(source: str) -> None:
    """One more try from this address; raises ``Wait`` when it comes too early."""
    counted, slot = _names(source)
    cache.add(counted, 0, FORGOTTEN)
    number = cache.incr(counted)
    if number > FREE and not cache.add(slot, 1, wait_before(number)):
        cache.decr(counted)
        raise Wait


def forgive(source: str) -> None:
    """A slip was used up from here: the address begins anew.

    Not after a right answer alone, or one slip of one's own would buy guesses without end.
    """
    cache.delete_many(_names(source))


def wait_before(number: int) -> int:
    """Seconds between the ``number``th try of a day and the one after it."""
    return int(min(FIRST_WAIT * 2 ** min(number - FREE - 1, 10), LONGEST_WAIT))


def _names(source: str) -> list[str]:
    return [f"slip/tries/{_network(source)}", f"slip/wait/{_network(source)}"]


def _network(source: str) -> str:
    """Everybody has as many addresses of version 6 as they like: the first 64 bits count."""
    try:
        address = ip_address(source)
    except ValueError:
        return source
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network(f"{address}/64", strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
