"""What filing costs and how long it takes, at each place where a type can be filed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from permits.models import ApplicantKind, CaseKind, Fee, Limit, PermitType, Place


@dataclass(frozen=True)
class Terms:
    """Fee and time for filing at one place, on one day. ``child`` is None where all pay alike.

    ``child_age``: in years; who is younger pays as a child.
    """

    place: Place
    child_age: int
    adult: Fee | None
    child: Fee | None
    normal: Limit | None
    complex: Limit | None

    @property
    def child_label(self) -> str:
        """Who pays as a child, in the active language."""
        words = ngettext(
            "Child under %(age)s year of age", "Child under %(age)s years of age", self.child_age
        )
        return words % {"age": self.child_age}


def terms(permit: PermitType, day: date) -> list[Terms]:
    """Fee and time at each place where the type can be filed. Reads prefetched rows."""
    return [_terms(permit, Place(place), day) for place in permit.filed_at]


def _terms(permit: PermitType, place: Place, day: date) -> Terms:
    child = permit.fee_on(day, kind=ApplicantKind.CHILD, place=place)
    return Terms(
        place=place,
        child_age=permit.country.child_age,
        adult=permit.fee_on(day, place=place),
        child=child if child and child.kind == ApplicantKind.CHILD else None,
        normal=permit.limit_on(day, place=place),
        complex=permit.limit_on(day, place=place, kind=CaseKind.COMPLEX),
    )
