"""What filing costs and how long it takes, at each place where a type can be filed."""

from dataclasses import dataclass
from datetime import date

from permits.models import ApplicantKind, CaseKind, Fee, Limit, PermitType, Place


@dataclass(frozen=True)
class Terms:
    """Fee and time for filing at one place, on one day. ``child`` is None where all pay alike."""

    place: Place
    adult: Fee | None
    child: Fee | None
    normal: Limit | None
    complex: Limit | None


def terms(permit: PermitType, day: date) -> list[Terms]:
    """Fee and time at each place where the type can be filed. Reads prefetched rows."""
    return [_terms(permit, Place(place), day) for place in permit.filed_at]


def _terms(permit: PermitType, place: Place, day: date) -> Terms:
    child = permit.fee_on(day, kind=ApplicantKind.CHILD, place=place)
    return Terms(
        place=place,
        adult=permit.fee_on(day, place=place),
        child=child if child and child.kind == ApplicantKind.CHILD else None,
        normal=permit.limit_on(day, place=place),
        complex=permit.limit_on(day, place=place, kind=CaseKind.COMPLEX),
    )
