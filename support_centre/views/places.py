"""For everybody: where the centres are, when they are open, and what is spoken there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import public
from i18n.formats import language_name
from permits.packs import current
from permits.sources import Sources
from support_centre.drawing import draw
from support_centre.models import Centre
from support_centre.offered import names_of
from support_centre.opening import Standing, exceptions, standing, usual_week
from support_centre.spoken import SPOKEN, Spoken, spoken_at


@dataclass(frozen=True)
class Row:
    """A centre as the list shows it; ``number`` is the one on the map."""

    number: int
    centre: Centre
    standing: Standing
    spoken: Spoken


@require_GET
@public
def listing(request: HttpRequest) -> HttpResponse:
    """Every centre of the country; with ``?language=`` those where it is spoken."""
    now = timezone.now()
    centres = _centres()
    spoken = spoken_at(centres, now)
    offered = {code for each in spoken.values() for code in each.any}
    wanted = request.GET.get("language", "")
    wanted = wanted if wanted in offered else ""
    shown = [each for each in centres if not wanted or wanted in spoken[each.code].any]
    pack = current()
    context = {
        "rows": _rows(shown, spoken, now),
        "map": draw(shown, pack.code),
        "chips": _chips(request.path, offered, wanted),
        "pack": pack,
        "sources": Sources(shown, pack),
    }
    return render(request, "support_centre/places.html", context)


def _centres() -> list[Centre]:
    """By their names in the language being spoken; those with an address before the others."""
    rows = Centre.objects.public().filter(pack=current().code).with_everything()
    return sorted(rows, key=lambda row: (not row.address, row.shown_name))


def _rows(centres: Sequence[Centre], spoken: dict[str, Spoken], now: datetime) -> list[Row]:
    return [
        Row(number, each, standing(each, now), spoken[each.code])
        for number, each in enumerate(centres, 1)
    ]


def _chips(path: str, offered: set[str], wanted: str) -> list[dict[str, object]]:
    """The languages in which one can be helped somewhere, those of the portal first."""
    return [
        {
            "label": language_name(code),
            "url": path if code == wanted else f"{path}?language={code}",
            "active": code == wanted,
        }
        for code in SPOKEN
        if code in offered
    ]


@require_GET
@public
def centre(request: HttpRequest, code: str) -> HttpResponse:
    """One centre: where, when, in which languages, with what, and how a mandate works."""
    now = timezone.now()
    known = Centre.objects.public().filter(pack=current().code).with_everything()
    found = get_object_or_404(known, code=code)
    centres = [each for each in _centres() if each.pk != found.pk]
    context = {
        "centre": found,
        "standing": standing(found, now),
        "week": usual_week(found),
        "exceptions": exceptions(found, now),
        "spoken": spoken_at([found], now)[found.code],
        "services": names_of(found.services),
        "map": draw([found, *centres], found.pack, found),
        "pack": found.country,
        "sources": Sources([found], found.country),
    }
    return render(request, "support_centre/place.html", context)
