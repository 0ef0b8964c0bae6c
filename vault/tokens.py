"""Search over sealed values by keyed hashes (blind index), kept in rows that can be deleted.

A token is version ‖ HMAC-SHA-256(key of its kind, normalised value). Whoever holds the database
alone learns which rows share a passport number, a word of a name or the first letters of a word,
and how often; not which. The index keys come from the keyring, not from under the KEK, so they
outlive its rotation; each live version has its own token.
"""

import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from vault import cipher, keyring
from vault.models import Token
from vault.transliteration import TABLES

SHORTEST_PREFIX = 3
LONGEST_WORD = 40
MOST_WORDS = 20


def replace(subject_id: UUID, kind: str, owner_id: UUID, values: Iterable[str]) -> None:
    """Let ``owner_id`` (a case, say) be found by these values of this kind, and by no others.

    Kinds: ``"passport"``, ``"phone"``, ``"email"``, ``"address"``, ``"staff_phone"`` (exact) and
    ``"name"`` (each word, and its beginnings from three letters).
    """
    with transaction.atomic():
        Token.objects.filter(owner_id=owner_id, kind=kind).delete()
        add(subject_id, owner_id, {kind: values})


def add(subject_id: UUID, owner_id: UUID, values: Mapping[str, Iterable[str]]) -> None:
    """Let a new ``owner_id`` be found by values of several kinds."""
    rows = [
        row
        for kind, given in values.items()
        for row in tokens_of(subject_id, kind, owner_id, given)
    ]
    Token.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def tokens_of(subject_id: UUID, kind: str, owner_id: UUID, values: Iterable[str]) -> list[Token]:
    """The unsaved rows by which ``owner_id`` is found."""
    words = {word for value in values for word in _kind(kind)[0](value)}
    return [
        Token(subject_id=subject_id, kind=kind, owner_id=owner_id, value=value)
        for word in sorted(words)
        for value in _hashes(kind, word)
    ]


def has_any(kind: str, owner_id: UUID) -> bool:
    """Whether ``owner_id`` can be found by anything of this kind."""
    return Token.objects.filter(owner_id=owner_id, kind=kind).exists()


Sought = Sequence[Sequence[Any]]
"""The tokens for each word of what is sought, any of which will do for that word."""


def sought(kind: str, value: str) -> list[list[bytes]]:
    """By which tokens a value is found.

    Every word of a name must match, as a whole or by its first three letters or more.
    """
    return [
        [token for spelling in sorted(spellings) for token in _hashes(kind, spelling)]
        for spellings in _kind(kind)[1](value)
    ]


def owners(words: Sought) -> "QuerySet[Token, UUID]":
    """Ids of the rows that have a token for each word, to be used in ``filter(pk__in=…)``."""
    return _matching(words).values_list("owner_id", flat=True)


def owners_with(kind: str, value: str) -> "QuerySet[Token, UUID]":
    """Ids of the rows that a value finds."""
    return owners(sought(kind, value))


def subjects_with(kind: str, value: str) -> "QuerySet[Token, UUID]":
    """Ids of the persons whom a value finds."""
    return _matching(sought(kind, value)).values_list("subject_id", flat=True)


def _matching(words: Sought) -> "QuerySet[Token]":
    if not words:
        return Token.objects.none()

    def narrowed(found: "QuerySet[Token]", tokens: Sequence[Any]) -> "QuerySet[Token]":
        matching = Token.objects.filter(value__in=tokens)
        return found.filter(owner_id__in=matching.values("owner_id"))

    return reduce(narrowed, words[1:], Token.objects.filter(value__in=words[0]))


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same words in order, in any letters, with diacritics or not."""
    words = [_kind("name")[1](name) for name in (one, other)]
    return len(words[0]) == len(words[1]) and all(map(set.intersection, *words))


def passport(value: str) -> set[str]:
    """A passport number as ICAO has it: capitals and digits, fillers and spaces gone."""
    number = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", value).upper())
    return {number} if number else set()


def contact(value: str) -> set[str]:
    """A telephone number, an e-mail address or a place, without what people write differently."""
    text = _folded(unicodedata.normalize("NFKC", value).casefold())
    plain = "".join(letter for letter in text if letter.isalnum() or letter in "@+")
    return {plain} if plain else set()


def name(value: str) -> set[str]:
    """Every spelling of every word of a name, and the beginnings of each."""
    found: set[str] = set()
    for word in _words(value):
        for spelling in _spellings(word):
            found.add(spelling)
            found.update(spelling[:end] for end in range(SHORTEST_PREFIX, len(spelling)))
    return found


Expand = Callable[[str], set[str]]
Search = Callable[[str], list[set[str]]]
_CONTACT: tuple[Expand, Search] = (
    contact,
    lambda value: [found] if (found := contact(value)) else [],
)
_KINDS: dict[str, tuple[Expand, Search]] = {
    "passport": (passport, lambda value: [number] if (number := passport(value)) else []),
    "phone": _CONTACT,
    "email": _CONTACT,
    "address": _CONTACT,
    "staff_phone": (lambda value: {value} if value else set(), lambda value: [{value}]),
    "name": (name, lambda value: [_spellings(word) for word in _words(value)]),
}
"""Per kind: what is stored for a value; what is sought, per word the spellings that would do."""


def _kind(kind: str) -> tuple[Expand, Search]:
    return _KINDS[kind]


def _words(value: str) -> list[str]:
    """Words in small letters; apostrophes vanish and hyphens part, as in passports."""
    text = unicodedata.normalize("NFC", value).casefold()
    text = re.sub(r"['’ʼʹ`´]", "", text)
    parted = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in text)
    return [word[:LONGEST_WORD] for word in parted.split()[:MOST_WORDS]]


def _spellings(word: str) -> set[str]:
    """The word without diacritics, as a passport transliterates it, and in its own script."""
    return {
        spelling
        for table in TABLES
        if (spelling := _folded("".join(table.get(c, c) for c in word)))
    }


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _hashes(kind: str, word: str) -> list[bytes]:
    return [
        version.to_bytes(1, "big") + hmac.digest(_index_key(key, kind), word.encode(), "sha256")
        for version, key in keyring.loaded().index.items()
    ]


_derived: dict[tuple[bytes, str], bytes] = {}


def _index_key(key: bytes, kind: str) -> bytes:
    if (key, kind) not in _derived:
        _derived[key, kind] = cipher.derive(key, f"index/{kind}")
    return _derived[key, kind]
