"""What each kind of entry holds: the one table that reading, checking and writing share."""

from dataclasses import dataclass
from typing import Any

from permits.models import Need, PhraseKind, Place, Verified
from permits.models.dated import ApplicantKind, CaseKind


@dataclass(frozen=True)
class Field:
    """A key of an entry.

    ``kind``: str, int, number, bool, date, money, hours, list, map, or text (a map of languages).
    ``to`` names the model's field where it differs from the key.
    """

    kind: str = "str"
    required: bool = True
    default: Any = None
    choices: tuple[str, ...] = ()
    to: str = ""


def text(*, required: bool = True, to: str = "") -> Field:
    return Field("text", required=required, to=to)


def optional(kind: str, default: Any, to: str = "") -> Field:
    return Field(kind, required=False, default=default, to=to)


VERIFIED = Field(choices=tuple(Verified.values))
PLACE = Field(choices=tuple(Place.values))

DATED = {
    "place": PLACE,
    "from": Field("date", to="valid_from"),
    "to": optional("date", None, to="valid_to"),
    "source": Field(),
    "verified": VERIFIED,
    "conflict": text(required=False),
}
FEE = {**DATED, "kind": Field(choices=tuple(ApplicantKind.values)), "amount": Field("money")}
LIMIT = {**DATED, "kind": Field(choices=tuple(CaseKind.values)), "days": Field("int")}

REQUIREMENT = {
    "document": Field(),
    "need": Field(choices=tuple(Need.values)),
    "condition": text(required=False),
    "detail": text(required=False),
    "when": optional("map", None),
    "place": Field(required=False, default="", choices=("", *Place.values)),
}

VALIDITY = {
    "months": Field("int"),
    "when": Field("map"),
    "from": Field("date"),
    "to": optional("date", None),
    "source": Field(),
    "verified": VERIFIED,
}

TYPE = {
    "code": Field(),
    "agenda": Field(),
    "order": Field("int"),
    "published": Field("bool"),
    "term": Field(),
    "law": Field("list", to="legal_basis"),
    "name": text(),
    "unofficial_in": optional("list", []),
    "summary": text(),
    "who_for": text(),
    "filed_at": Field("list"),
    "in_person": Field("bool"),
    "in_person_days": optional("int", 0),
    "biometrics": Field("bool"),
    "collect_days": optional("int", 0),
    "extension_window_days": optional("int", 0),
    "max_validity_months": optional("int", None),
    "validity_when": optional("list", []),
    "validity": text(to="validity_text"),
    "facts": optional("map", {}),
    "steps": Field("list"),
    "requirements": Field("list"),
    "fees": Field("list"),
    "limits": Field("list"),
}
TYPE_PARTS = ("steps", "requirements", "fees", "limits")

DOCUMENT = {
    "code": Field(),
    "term": Field(),
    "name": text(),
    "guidance": text(),
    "accepted_example": text(),
    "max_age_days": optional("int", None),
    "facts": optional("map", {}),
}

OFFICE = {
    "code": Field(),
    "name": text(),
    "place": PLACE,
    "address": Field(),
    "hours": optional("hours", ""),
    "region": optional("str", ""),
    "biometrics": Field("bool"),
    "source": optional("str", ""),
    "verified": VERIFIED,
}

PHRASE = {
    "code": Field(),
    "name": text(),
    "text": text(),
    "law": Field(required=False, default="", to="legal_basis"),
    "days": optional("int", None),
    "remedy": optional("str", ""),
    "applies_to": optional("list", []),
    "verified": Field(required=False, default="known", choices=tuple(Verified.values)),
}
PHRASE_KINDS = tuple(PhraseKind.values)
STEP = {"code": Field(), "title": text(), "text": text()}
