"""What each kind of entry holds: the one table that reading, checking and writing share."""

from dataclasses import dataclass
from typing import Any

from permits.models import Need, PhraseKind, Place, Verified
from permits.models.dated import ApplicantKind, CaseKind


@dataclass(frozen=True)
class Field:
    """A key of an entry.

    ``kind``: str, int, bool, date, money, hours, list, map, or text (a map of languages). ``to``
    names the model's field where it differs from the key.
    """

    kind: str = "str"
    required: bool = True
    default: Any = None
    choices: tuple[str, ...] = ()
    to: str = ""


def _text(*, required: bool = True, to: str = "") -> Field:
    return Field("text", required=required, to=to)


def _optional(kind: str, default: Any, to: str = "") -> Field:
    return Field(kind, required=False, default=default, to=to)


VERIFIED = Field(choices=tuple(Verified.values))
PLACE = Field(choices=tuple(Place.values))

DATED = {
    "place": PLACE,
    "from": Field("date", to="valid_from"),
    "to": _optional("date", None, to="valid_to"),
    "source": Field(),
    "verified": VERIFIED,
    "conflict": _text(required=False),
}
FEE = {**DATED, "kind": Field(choices=tuple(ApplicantKind.values)), "amount": Field("money")}
LIMIT = {**DATED, "kind": Field(choices=tuple(CaseKind.values)), "days": Field("int")}

REQUIREMENT = {
    "document": Field(),
    "need": Field(choices=tuple(Need.values)),
    "condition": _text(required=False),
    "detail": _text(required=False),
    "when": _optional("map", None),
    "place": Field(required=False, default="", choices=("", *Place.values)),
}

TYPE = {
    "code": Field(),
    "agenda": Field(),
    "order": Field("int"),
    "published": Field("bool"),
    "term": Field(),
    "law": Field("list", to="legal_basis"),
    "name": _text(),
    "unofficial_in": _optional("list", []),
    "summary": _text(),
    "who_for": _text(),
    "filed_at": Field("list"),
    "in_person": Field("bool"),
    "in_person_days": _optional("int", 0),
    "biometrics": Field("bool"),
    "collect_days": _optional("int", 0),
    "extension_window_days": _optional("int", 0),
    "max_validity_months": _optional("int", None),
    "validity": _text(to="validity_text"),
    "facts": _optional("map", {}),
    "steps": Field("list"),
    "requirements": Field("list"),
    "fees": Field("list"),
    "limits": Field("list"),
}
TYPE_PARTS = ("steps", "requirements", "fees", "limits")

DOCUMENT = {
    "code": Field(),
    "term": Field(),
    "name": _text(),
    "guidance": _text(),
    "accepted_example": _text(),
    "max_age_days": _optional("int", None),
    "facts": _optional("map", {}),
}

OFFICE = {
    "code": Field(),
    "name": _text(),
    "place": PLACE,
    "address": Field(),
    "hours": _optional("hours", ""),
    "region": _optional("str", ""),
    "biometrics": Field("bool"),
    "source": _optional("str", ""),
    "verified": VERIFIED,
}

PHRASE = {
    "code": Field(),
    "name": _text(),
    "text": _text(),
    "law": Field(required=False, default="", to="legal_basis"),
    "days": _optional("int", None),
    "remedy": _optional("str", ""),
    "applies_to": _optional("list", []),
    "verified": Field(required=False, default="known", choices=tuple(Verified.values)),
}
PHRASE_KINDS = tuple(PhraseKind.values)
STEP = {"code": Field(), "title": _text(), "text": _text()}
