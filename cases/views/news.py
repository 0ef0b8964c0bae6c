"""What an open page of a case asks every moment: has anything come since it was shown?

What the officer did is not told to them as a change: neither their own act, nor the letter that a
worker sets of it a moment later. Of the letter they hear that it is ready.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_GET

from accounts.access import requires
from accounts.actor import ActorRequest
from cases.models import Case
from cases.models.timeline import moments
from permits.catalogue import catalogue

MOST = 5
"""Most events that are named; a page that was open for so long is better loaded."""

SETTING = timedelta(seconds=2)
"""By so much a letter's moment may lie before the commit that shows it, and a page between."""


def _tag(request: ActorRequest, case_id: UUID) -> str | None:
    """The version of the case and the language; None outside the scope."""
    found = Case.objects.visible_to(request.actor).filter(pk=case_id)
    version = found.values_list("version", flat=True).first()
    return None if version is None else f'"{version}-{get_language()}"'


@require_GET
@requires("case.view")
@condition(etag_func=_tag)
def news(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """What happened since the page was shown, newest first; 304 while nothing has. Opens no file.

    ``since``: the moment of the page, in seconds; ``seen``: the version that it shows.
    """
    case = Case.objects.visible_to(request.actor).filter(pk=case_id).only("version", "pack").first()
    if case is None:
        raise Http404
    if request.GET.get("seen") == str(case.version):
        return HttpResponse()
    since = _moment(request.GET.get("since"))
    events = case.events.filter(at__gt=since)
    foreign = list(events.exclude(by=request.actor.user_id)[:MOST])
    letters = list(case.letters.ready_since(since - SETTING))
    own = not foreign and events.exists()
    context = {
        "rows": moments(foreign, catalogue(case.pack), "office"),
        "letters": letters,
        "own": own,
        "changed": foreign or not (letters or own),
        "case_id": case_id,
        "apart": request.GET.get("apart"),
    }
    return render(request, "cases/case_news.html", context)


def _moment(text: str | None) -> datetime:
    """Seconds since 1970 as a moment; now for what is none."""
    try:
        return datetime.fromtimestamp(float(text or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC)
