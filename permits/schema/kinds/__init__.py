"""The kinds of question by the name that a schema calls them."""

from permits.schema.kinds.base import Context, Invalid, Kind, Part
from permits.schema.kinds.contacts import Email, Phone
from permits.schema.kinds.dates import Date
from permits.schema.kinds.money import Money
from permits.schema.kinds.papers import Employer, TravelDocument
from permits.schema.kinds.places import Address, Country
from permits.schema.kinds.text import Choice, LongText, Name, ShortText, YesNo

__all__ = ["KINDS", "Context", "Invalid", "Kind", "Part", "kind_of"]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        ShortText(),
        LongText(),
        Name(),
        Date(),
        Money(),
        Country(),
        Choice(),
        YesNo(),
        Address(),
        Phone(),
        Email(),
        TravelDocument(),
        Employer(),
    )
}


def kind_of(name: str) -> Kind:
    """The kind of that name. Raises KeyError for one that does not exist."""
    return KINDS[name]
