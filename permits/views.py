"""The public pages: which permits there are, and what each of them takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise

from accounts.access import public
from permits import schema
from permits.models import Need, Office, PermitType
from permits.models.catalogue import Requirement
from permits.packs import current
from permits.sources import Sourced, Sources
from permits.terms import Terms, terms


@dataclass(frozen=True)
class Needed:
    """The documents that are asked for with the same firmness."""

    need: Need
    requirements: list[Requirement]

    @property
    def label(self) -> str | Promise:
        return self.need.label


@public
def listing(request: HttpRequest) -> HttpResponse:
    """Every permit type that is complete in the reader's language."""
    today = timezone.localdate()
    permits = [
        {"permit": permit, "terms": terms(permit, today)[:1]}
        for permit in PermitType.objects.published().with_prices()
    ]
    return render(request, "permits/list.html", {"permits": permits, "pack": current()})


@public
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One permit type: for whom, what is needed, how long, how much, what happens and where."""
    published = PermitType.objects.published().with_everything()
    permit = get_object_or_404(published, code=code)
    pack = permit.country
    places = terms(permit, timezone.localdate())
    offices = list(Office.objects.filter(pack=pack.code))
    context = {
        "permit": permit,
        "pack": pack,
        "needed": needed(permit),
        "terms": places,
        "offices": offices,
        "sources": Sources(_cited(permit, places, offices), pack),
        "can_apply": bool(schema.versions(permit.code, permit.pack)),
    }
    return render(request, "permits/detail.html", context)


def _cited(permit: PermitType, places: list[Terms], offices: list[Office]) -> Iterator[Sourced]:
    """Every figure that names its source, in the order of the page."""
    for place in places:
        yield from filter(None, (place.normal, place.complex))
    for place in places:
        yield from filter(None, (place.adult, place.child))
    if permit.biometrics:
        yield from permit.country.other_fees
    marks = permit.marks
    yield from (marks[name] for name in ("validity", "filed_at", "collect") if name in marks)
    yield from offices


def needed(permit: PermitType) -> list[Needed]:
    """The type's documents by how firmly they are asked for, required ones first."""
    rows = list(permit.requirements.all())
    groups = [Needed(need, [row for row in rows if row.need == need]) for need in Need]
    return [group for group in groups if group.requirements]
