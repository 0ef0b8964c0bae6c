"""Codes on slips and screens, and the second fact that a slip works with: what is kept of them.

Eight letters of 32 are 40 bits. Kept are keyed hashes alone; their key comes from the keyring, so
whoever takes the database away can try neither codes nor days of birth. The hash of a fact is made
of the code too: it says nothing to anybody who does not have the slip. The arithmetic of guessing:
docs/adr/0052-handing-a-case-back.md.
"""

from __future__ import annotations

import hmac
import secrets

from vault import keyring, tokens

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: 32 letters, of which no two look alike."""

LENGTH = 8
MISTAKEN = str.maketrans("IiLlOo", "111100")
"""What people read instead of a one and a nought."""


def new() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def tidy(typed: str) -> str:
    """A code as people spell it: small letters, blanks, dashes, letters that look like figures."""
    capitals = typed.translate(MISTAKEN).upper()
    return "".join(letter for letter in capitals if letter in ALPHABET)


def digest(code: str) -> bytes:
    return _keyed(f"code/{tidy(code)}")


def proof(code: str, fact: str, value: str) -> bytes:
    """``fact`` names what ``value`` is; a day is ``YYYY-MM-DD``, a passport number as printed."""
    if fact == "passport":
        value = "".join(sorted(tokens.passport(value)))
    return _keyed(f"{fact}/{tidy(code)}/{value.strip()}")


def _keyed(text: str) -> bytes:
    return hmac.digest(keyring.derived("support_centre/slip/1"), text.encode(), "sha256")
