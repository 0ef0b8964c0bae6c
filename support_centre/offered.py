"""What centres offer besides help with an application: the codes of ``Centre.services``."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFFERED: dict[str, str | Promise] = {
    "filing": _("Help with an application for a permit"),
    "social": _("Social counselling"),
    "legal": _("Legal counselling"),
    "language": _("Courses of the country's language"),
    "culture": _("Courses about life in the country"),
    "adaptation": _("Adaptation and integration courses"),
    "interpreting": _("Interpreting"),
    "computer": _("A computer to use"),
    "library": _("A library"),
}


def names_of(codes: Iterable[str]) -> list[str]:
    """In the order of the table; a code that it does not know is left out."""
    wanted = set(codes)
    return [str(name) for code, name in OFFERED.items() if code in wanted]
