"""What a form says about its person, whatever the permit type.

Every form asks for ``person.name``, ``person.birth_date``, ``person.citizenship`` and
``passport.document`` under these ids, so that names, search and the catalogue can rely on them.
"""

from collections.abc import Mapping
from typing import Any

FACTS = {
    "family_name": ("person", "name", "family"),
    "given_names": ("person", "name", "given"),
    "native_name": ("person", "name", "native"),
    "birth_date": ("person", "birth_date"),
    "sex": ("person", "sex"),
    "citizenship": ("person", "citizenship"),
    "passport_number": ("passport", "document", "number"),
    "passport_issuer": ("passport", "document", "issuer"),
    "passport_valid_until": ("passport", "document", "valid_until"),
    "email": ("contact", "email"),
    "phone": ("contact", "phone"),
}


def person_facts(answers: Mapping[str, Any]) -> dict[str, str]:
    """The facts above; an empty string for what is not (yet) answered."""
    return {fact: _text(answers, path) for fact, path in FACTS.items()}


def person_fact(answers: Mapping[str, Any], fact: str) -> str:
    """One of them."""
    return _text(answers, FACTS[fact])


def _text(answers: Any, path: tuple[str, ...]) -> str:
    for step in path:
        answers = answers.get(step) if isinstance(answers, Mapping) else None
    return answers if isinstance(answers, str) else ""
