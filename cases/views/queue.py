"""The queue: views with counts, filters, rows by due date, paged by key."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires
from accounts.actor import Actor, ActorRequest
from audit import log
from cases.queue import listing
from cases.queue import search as searching
from cases.queue.drawing import filters_drawn, rows_drawn, views_drawn
from cases.queue.filters import Filters
from cases.queue.views import counted, queue_view
from permits.catalogue import permit_names
from permits.packs import current


@require_GET
@requires("queue.view")
def queue(request: ActorRequest) -> HttpResponse:
    """One view of the queue. Asked by htmx for news, it says only how much is new."""
    pack = current()
    today = pack.today()
    view = queue_view(request.GET.get("view"), request.actor)
    filters = Filters.read(request.GET)
    shown = listing.Shape(view.code, filters, today)
    after, before = _key(request.GET, "after"), _key(request.GET, "before")
    page = listing.page(request.actor, shown, after=after, before=before)
    names = permit_names(page.edition)
    offered = [permit for permit in names.values() if permit.pack == pack.code]
    log.read("cases.list_queue", actor=request.actor, subjects=page.subjects)
    token = get_token(request)
    context = {
        "page": page,
        "rows": _drawn(request.actor, listing.shown(page, today, names), token),
        "csrf_token": token,
        "view": view,
        "views": views_drawn(counted(request.actor, today, page.counts), view),
        "filter_form": filters_drawn(view.code, filters, offered),
        "chips": filters.chips(request.GET),
        "query": _without_paging(request.GET),
        "loaded_at": timezone.now(),
    }
    return render(request, "cases/queue.html", context)


@require_GET
@requires("queue.view")
def news(request: ActorRequest) -> HttpResponse:
    """How many cases of this view changed since the page was loaded; 204 when none did."""
    today = current().today()
    view = queue_view(request.GET.get("view"), request.actor)
    since = _moment(request.GET.get("since"))
    if since is None:
        return HttpResponse(status=204)
    rows = Filters.read(request.GET).apply(view.cases(request.actor, today))
    count = rows.filter(updated_at__gt=since).capped_count(99)
    if not count:
        return HttpResponse(status=204)
    context = {"count": count, "query": _without_paging(request.GET)}
    return render(request, "cases/queue_news.html", context)


@require_http_methods(["GET", "POST"])
@requires("search")
def search(request: ActorRequest) -> HttpResponse:
    """By case number, name or passport number; never by parts of words.

    Posted, so that no name is in an address; ``again`` is what was posted, sealed.
    """
    today = current().today()
    key = request.session.session_key or ""
    if request.method == "POST":
        text = searching.tidy(request.POST.get("q", ""))
    else:
        text = searching.opened(request.GET.get("again", ""), session_key=key)
    page = searching.search(text, request.actor) if text else None
    if page is not None:
        log.read("cases.search", actor=request.actor, subjects=page.subjects)
    token = get_token(request)
    context = {
        "csrf_token": token,
        "text": text,
        "again": searching.sealed(text, session_key=key) if text else "",
        "page": page,
        "rows": _drawn(request.actor, listing.shown(page, today, permit_names(page.edition)), token)
        if page
        else "",
    }
    return render(request, "cases/search.html", context)


def _drawn(actor: Actor, rows: list[listing.Row], token: str) -> SafeString:
    return rows_drawn(rows, can_take=actor.can("case.take"), csrf_token=token)


def _key(query: QueryDict, name: str) -> tuple[date, UUID] | None:
    """The place of a row in the queue, as ``2026-12-28_uuid``; None for anything else."""
    day, _bar, pk = query.get(name, "").partition("_")
    try:
        return date.fromisoformat(day), UUID(pk)
    except ValueError:
        return None


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else None


def _without_paging(query: QueryDict) -> str:
    kept = query.copy()
    for name in ("after", "before", "since"):
        kept.pop(name, None)
    return kept.urlencode()
