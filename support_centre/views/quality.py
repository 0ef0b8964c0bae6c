"""Quality of service: figures of a centre, their table file, the sample, and what is unusual."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires
from accounts.actor import ActorRequest
from permits.packs import current
from support_centre import actions
from support_centre.models import AssistedSession, Centre, LookedInto
from support_centre.quality import done, sample, unusual
from support_centre.quality.pages import PERIODS, charts_of, tables_of
from support_centre.quality.periods import KINDS, MONTH, Period, period
from support_centre.quality.report import report
from support_centre.quality.spreadsheet import table_file
from vault import keys

VIEWED = "quality_centre"
"""In the browser's session: the code of the centre whose figures were shown last."""


class NoteForm(forms.Form):
    """What was found when somebody looked."""

    note = forms.CharField(
        label=gettext_lazy("What you found"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what you found.")},
    )


@require_GET
@requires("quality.read", "desk.serve")
def quality(request: ActorRequest) -> HttpResponse:
    """One centre in one period."""
    centres = list(Centre.objects.measured_by(request.actor))
    if not centres:
        return render(request, "support_centre/quality_none.html")
    centre, span = _asked(request, centres)
    oversees = request.actor.can("quality.read")
    found = report(centre, span, with_words=oversees)
    chosen = [(kind, name, kind == span.kind) for kind, name in PERIODS.items()]
    context = {
        "centre": centre,
        "centres": centres,
        "span": span,
        "periods": chosen,
        "is_last": span.end > centre.today(),
        "report": found,
        "charts": charts_of(found, rtl=get_language_bidi()),
        "tables": tables_of(found),
        "oversees": oversees,
    }
    return render(request, "support_centre/quality.html", context)


@require_GET
@requires("quality.read", "desk.serve")
def quality_file(request: ActorRequest) -> HttpResponse:
    """The same figures for a spreadsheet."""
    centres = list(Centre.objects.measured_by(request.actor))
    if not centres:
        return redirect("support_centre:quality")
    centre, span = _asked(request, centres)
    found = report(centre, span, with_words=request.actor.can("quality.read"))
    heading = (centre.shown_name, span.start.isoformat(), span.last.isoformat())
    response = HttpResponse(
        table_file(found, heading=heading), content_type="text/csv; charset=utf-8"
    )
    name = f"quality-{centre.code}-{span.kind}-{span.start.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: ActorRequest, centres: list[Centre]) -> tuple[Centre, Period]:
    """From the address; a centre that is not the actor's to see does not exist.

    Without one: where the actor works, else what they saw last, else the first.
    """
    by_code = {each.code: each for each in centres}
    if code := request.GET.get("centre", ""):
        if code not in by_code:
            raise Http404
        request.session[VIEWED] = code
    works = [request.actor.office, *(grant.office for grant in request.user.live_grants)]
    codes = [code] if code else [*works, request.session.get(VIEWED, "")]
    centre = next((by_code[each] for each in codes if each in by_code), centres[0])
    kind = request.GET.get("period", MONTH)
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = centre.today()
    day = min(max(day, date(2000, 1, 1)), centre.today())
    return centre, period(kind if kind in KINDS else MONTH, day)


@require_GET
@requires("quality.read")
def sessions(request: ActorRequest) -> HttpResponse:
    """The sample of the day, and what is unusual."""
    return _sessions_page(request, NoteForm())


def _sessions_page(
    request: ActorRequest, form: NoteForm, about: str = "", status: int = 200
) -> HttpResponse:
    centres = Centre.objects.measured_by(request.actor)
    zone, day = current().time_zone, current().today()
    drawn = list(
        sample.sessions(sample.drawn(centres, day, zone)).exclude(user_id=request.actor.by)
    )
    found = _of_others(request)
    people = {session.user.person.pk for session in drawn}
    keys.preload(people)
    names = unusual.names_of(found)
    seen: dict[str, list[LookedInto]] = {}
    for row in LookedInto.objects.filter(finding__in=[each.key for each in found]):
        seen.setdefault(row.finding, []).append(row)
    rows = [
        {
            "finding": each,
            "who": names.get(each.user_id, ""),
            "looked": seen.get(each.key, []),
            "form": form if each.key == about else NoteForm(auto_id=f"id_{number}_%s"),
        }
        for number, each in enumerate(found)
    ]
    context = {
        "drawn": drawn,
        "day": day,
        "open": [row for row in rows if not row["looked"]],
        "closed": [row for row in rows if row["looked"]],
        "about": about,
    }
    return render(request, "support_centre/sessions.html", context, status=status)


def _of_others(request: ActorRequest) -> list[unusual.Finding]:
    """What is unusual; nobody looks into themselves."""
    found = unusual.findings(Centre.objects.measured_by(request.actor))
    return [each for each in found if each.user_id != request.actor.user_id]


@require_http_methods(["GET", "POST"])
@requires("quality.read")
def look_into(request: ActorRequest) -> HttpResponse:
    """Somebody looked, and says what they found."""
    if request.method == "GET":
        return redirect("support_centre:sessions")
    key = request.POST.get("finding", "")
    if key not in {each.key for each in _of_others(request)}:
        messages.error(request, _("This is no longer in the list. Nothing was noted."))
        return redirect("support_centre:sessions")
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _sessions_page(request, form, key, status=422)
    actions.look_into(key, form.cleaned_data["note"], actor=request.actor)
    messages.success(request, _("Noted."))
    return redirect("support_centre:sessions")


@require_GET
@requires("quality.read")
def session(request: ActorRequest, session_id: UUID) -> HttpResponse:
    """What was done in one session; to be opened only from the list."""
    centres = Centre.objects.measured_by(request.actor)
    zone, day = current().time_zone, current().today()
    allowed = set(sample.drawn(centres, day, zone))
    if session_id not in allowed:
        for each in _of_others(request):
            allowed |= set(each.sessions)
    if session_id not in allowed:
        raise Http404
    rows = sample.sessions([session_id]).exclude(user_id=request.actor.by)
    row: AssistedSession = get_object_or_404(rows)
    actions.review_session(row, actor=request.actor)
    context = {
        "session": row,
        "who": row.user.person.display_name,
        "deeds": done.deeds(row),
        "filings": list(row.filings.select_related("case")),
    }
    return render(request, "support_centre/session.html", context)
