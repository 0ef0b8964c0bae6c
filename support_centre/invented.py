"""The invented visitors of practice mode. Their passports are of UTO, ICAO's specimen state."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Visitor:
    """``mrz``: the two lines of the specimen passport, pasted as a reader would write them."""

    code: str
    name: str
    language: str
    reason: str
    story: Promise | str
    mrz: tuple[str, str]


ALL = (
    Visitor(
        "halyna",
        "Halyna Specimen",
        "uk",
        "file",
        _(
            "Is seventy, has no e-mail and no telephone, and reads only Ukrainian. "
            "Wants to live with her daughter."
        ),
        (
            "P<UTOSPECIMEN<<HALYNA<<<<<<<<<<<<<<<<<<<<<<<",
            "UT00000018UTO5603082F3105205<<<<<<<<<<<<<<<0",
        ),
    ),
    Visitor(
        "thanh",
        "Thanh",
        "vi",
        "file",
        _("Has one name only and a job offer. Is in a hurry and says yes to everything."),
        (
            "P<UTOTHANH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
            "UT00000029UTO9001011M3001019<<<<<<<<<<<<<<<8",
        ),
    ),
    Visitor(
        "samir",
        "Samir Specimen",
        "ar",
        "letter",
        _("Has a letter that he does not understand. His passport was wet and is hard to read."),
        (
            "P<UTOSPECIMEN<<SAMIR<<<<<<<<<<<<<<<<<<<<<<<<",
            "UT00000030UTO8511308M2907077<<<<<<<<<<<<<<<6",
        ),
    ),
)

BY_CODE = {visitor.code: visitor for visitor in ALL}
ISSUER = "UTO"
