"""Searching the cases: by number in the open, by name and passport number through blind tokens.

What an officer seeks is a name or a passport number, and addresses end in histories and logs. So a
search is a form that is posted; the address under which its page can be asked for again, after a
reload or on the way back from a case, holds the words sealed for one session.
"""

import base64
from binascii import Error as NotBase64
from typing import Any

from accounts.actor import Actor
from accounts.scope import scoped
from cases.models import Case
from cases.models.queues import CaseQuerySet
from cases.queue import listing
from cases.queue.listing import Page
from vault import cipher, keyring, tokens
from vault.errors import Damaged

LONGEST = 200
"""Characters of what is sought; the rest is not looked at."""

PURPOSE = "search/1"


def tidy(text: str) -> str:
    """The words as they were meant; PostgreSQL knows no NUL."""
    return text.replace("\0", "").strip()[:LONGEST]


def search(text: str, actor: Actor) -> Page:
    """The cases whose number, passport number or name fits, in scope: the first page of them.

    Numbers match from their beginning; of a name, each word or at least its first three letters.
    """
    number = text.strip().upper()
    has_digit = any(letter.isdigit() for letter in number)
    words = tokens.sought("passport" if has_digit else "name", text)
    given: dict[str, Any] = {"number": number} if has_digit else {}
    for place, word in enumerate(words):
        given |= {f"token_{place}_{spelling}": token for spelling, token in enumerate(word)}
    shape = tuple(len(word) for word in words)
    return listing.first(_fitting(actor, shape, **given))


@scoped
def _fitting(actor: Actor, shape: tuple[int, ...], **given: Any) -> CaseQuerySet:
    """``shape``: how many tokens there are for each word of what is sought."""
    words = [
        [given[f"token_{place}_{spelling}"] for spelling in range(count)]
        for place, count in enumerate(shape)
    ]
    fitting: Any = tokens.owners(words)
    if "number" in given:
        # A union, so that each half reads its own index; an OR would read every case.
        numbered = Case.objects.filter(number__startswith=given["number"]).order_by()
        fitting = numbered.values("pk").union(fitting, all=True)
    return listing.newest(listing.columns().visible_to(actor).filter(pk__in=fitting))


def sealed(text: str, *, session_key: str) -> str:
    """The words as an address may carry them; they open in this session alone."""
    closed = cipher.encrypt(keyring.derived(PURPOSE), _context(session_key), text.encode())
    return base64.urlsafe_b64encode(closed).decode().rstrip("=")


def opened(text: str, *, session_key: str) -> str:
    """What ``sealed`` made in this session; empty for anything else."""
    try:
        closed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return cipher.decrypt(keyring.derived(PURPOSE), _context(session_key), closed).decode()
    except (NotBase64, Damaged, ValueError):
        return ""


def _context(session_key: str) -> list[str | bytes]:
    return [PURPOSE, session_key.encode()]
