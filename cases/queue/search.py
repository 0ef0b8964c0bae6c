"""Searching the cases: by number in the open, by name and passport number through blind tokens.

What an officer seeks is a name or a passport number, and addresses end in histories and logs. So a
search is a form that is posted; the address under which its page can be asked for again, after a
reload or on the way back from a case, holds the words sealed for one session.
"""

import base64
from binascii import Error as NotBase64

from accounts.actor import Actor
from cases.models import Case
from cases.models.queues import CaseQuerySet
from vault import cipher, keyring, tokens
from vault.errors import Damaged

LONGEST = 200
"""Characters of what is sought; the rest is not looked at."""

PURPOSE = "search/1"


def tidy(text: str) -> str:
    """The words as they were meant; PostgreSQL knows no NUL."""
    return text.replace("\0", "").strip()[:LONGEST]


def search(text: str, *, actor: Actor, among: CaseQuerySet | None = None) -> CaseQuerySet:
    """Of these cases or of all, those whose number, passport number or name fits, in scope.

    Numbers match from their beginning; of a name, each word or at least its first three letters.
    """
    cases = (Case.objects.all() if among is None else among).visible_to(actor)
    number = text.strip().upper()
    if any(letter.isdigit() for letter in number):
        by_number = Case.objects.filter(number__startswith=number).order_by().values("pk")
        # A union, so that each half reads its own index; an OR would read every case.
        return cases.filter(pk__in=by_number.union(tokens.owners_with("passport", text), all=True))
    return cases.filter(pk__in=tokens.owners_with("name", text))


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
