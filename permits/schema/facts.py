"""What a form says about its person, whatever the permit type.

Every form asks for ``person.name``, ``person.birth_date``, ``person.citizenship`` and
``passport.document`` under these ids, so that names, search and the catalogue can rely on them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from permits import mrz
from permits.schema import countries
from permits.schema.kinds.papers import filled_by

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


def from_zone(zone: mrz.Mrz) -> dict[str, dict[str, Any]]:
    """Answers by section that the machine-readable zone of a passport gives."""
    person: dict[str, Any] = {
        "name": {
            part: text.title()
            for part, text in (("family", zone.surname), ("given", zone.given_names))
            if text
        },
        "birth_date": zone.birth_date,
        "sex": zone.sex,
        "citizenship": countries.canonical(zone.nationality),
    }
    return {"person": {key: value for key, value in person.items() if value}}


def prefill(
    answers: Mapping[str, Any], inputs: Mapping[str, str], *, today: date | None = None
) -> dict[str, Any]:
    """Answers with what the pasted zone among the inputs of a page tells, where nothing is yet.

    A zone with a wrong check digit fills nothing.
    """
    filled = {section: dict(given) for section, given in answers.items()}
    for name, typed in inputs.items():
        if not name.endswith(".mrz") or not typed.strip():
            continue
        try:
            zone = mrz.parse(typed, today=today)
        except mrz.MrzError:
            continue
        for section, given in from_zone(zone).items():
            filled[section] = {**given, **filled.get(section, {})}
    return filled


def filled_inputs(inputs: Mapping[str, str], *, today: date | None = None) -> dict[str, str]:
    """The inputs with every travel document completed by its pasted zone, which then disappears."""
    filled = dict(inputs)
    for name, typed in inputs.items():
        if name.endswith(".mrz") and typed.strip():
            try:
                zone = mrz.parse(typed, today=today)
            except mrz.MrzError:
                continue
            stem = name.removesuffix("mrz")
            filled |= {stem + part: text for part, text in filled_by(zone).items()}
    return filled


def _text(answers: Any, path: tuple[str, ...]) -> str:
    for step in path:
        answers = answers.get(step) if isinstance(answers, Mapping) else None
    return answers if isinstance(answers, str) else ""
