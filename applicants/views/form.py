"""The pages of the form: one topic each, saved while one writes."""

import json
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from applicants import actions
from applicants.actions.changing import Kept
from applicants.lines import said_of
from applicants.models import Draft
from applicants.progress import progress_of
from applicants.views.fetching import with_draft
from i18n.beside import second
from i18n.formats import clock_time, led
from permits import hints, schema

WAS = "_was"


@require_http_methods(["GET", "POST"])
@requires("draft.write")
@with_draft
def section(request: ActorRequest, draft: Draft, section_id: str) -> HttpResponse:
    """Show a page of the form; keep it, and go on when it is complete."""
    if request.method == "GET":
        helped = bool(request.actor.acting_for)
        return _page(request, draft, _bound(draft, section_id, by_helper=helped))
    if "add" in request.POST or "remove" in request.POST:
        return _rows(request, draft, section_id)
    saved = _save(request, draft, section_id, request.POST.dict())
    if "leave" in request.POST:
        return redirect("applicants:home")
    _cleaned, errors = saved.page.clean()
    read = told_of_lines(request, saved)
    if errors or saved.conflicts:
        return _page(request, saved.draft, saved.page, status=422)
    if read:
        return redirect(request.get_full_path())
    if _from_review(request):
        return redirect("applicants:review", draft.pk)
    return redirect(progress_of(saved.draft, section_id).next.url)


def told_of_lines(request: ActorRequest, saved: actions.Saved | Kept) -> bool:
    """Whether lines of a passport came with the page itself, unseen until now: the page says so."""
    if sentence := said_of(saved.reading, saved.draft.schema):
        messages.info(request, sentence)
    return bool(sentence)


def _from_review(request: ActorRequest) -> bool:
    """Whether the page was opened to change one answer, and leads back to all of them."""
    return request.GET.get("from") == "review"


def _rows(request: ActorRequest, draft: Draft, section_id: str) -> HttpResponse:
    """One more entry in a list, or one less; the page stays as it is where a script runs."""
    posted, removed = request.POST.dict(), request.POST.get("remove", "")
    changed = (removed or request.POST["add"]).split(".")[0]
    posted = actions.remove_row(posted, removed) if removed else actions.add_row(posted, changed)
    saved = _save(request, draft, section_id, posted, entry=removed)
    if not request.headers.get("HX-Request"):
        return redirect(f"{request.get_full_path()}#f-{changed}")
    help_along(request, saved.page)
    lists = (row for row in saved.page.rows if isinstance(row, schema.BoundGroup))
    groups = [row for row in lists if row.name == changed]
    if not groups:
        raise Http404
    context = {
        "row": groups[0],
        "entries": [
            entry
            for entry in groups[0].entries
            if entry.name == removed or entry.name not in request.POST
        ],
        "removed": removed,
        "saved": saved_words(saved.draft.saved_at),
        "action": request.path,
        "pack": draft.permit_type.country,
    }
    return render(request, "applicants/entries.html", context)


@require_POST
@requires("draft.write")
@with_draft
def autosave(request: ActorRequest, draft: Draft, section_id: str) -> HttpResponse:
    """Keep what was typed so far. Answers with the page as it is stored now."""
    saved = _save(request, draft, section_id, request.POST.dict())
    return as_stored(saved)


def as_stored(saved: actions.Saved | Kept) -> JsonResponse:
    """What ``autosave.js`` wants to know of a page that was just saved."""
    return JsonResponse(
        {
            "saved": saved_words(saved.draft.saved_at),
            "inputs": saved.page.inputs,
            "hidden": saved.page.hidden(),
            "read": said_of(saved.reading, saved.draft.schema),
            "conflicts": {
                name: _("Written on another device: %(text)s") % {"text": text}
                for name, text in saved.page.conflicts.items()
            },
        }
    )


def _save(
    request: ActorRequest,
    draft: Draft,
    section_id: str,
    posted: dict[str, str],
    *,
    entry: str = "",
) -> actions.Saved:
    """Keep what the page changed. ``entry``: one that it showed, whenever that was added."""
    was = shown_before(request)
    if was is not None and entry:
        was = {**was, entry: "1"}
    try:
        return actions.save_section(
            draft,
            section_id,
            posted=posted,
            was=was,
            actor=request.actor,
            language=request.actor.reads or get_language() or "",
        )
    except LookupError:
        raise Http404 from None


def shown_before(request: ActorRequest) -> dict[str, str] | None:
    """The inputs that the page had shown; None when they did not arrive whole."""
    try:
        shown = json.loads(request.POST.get(WAS, ""))
    except (ValueError, RecursionError):
        return None
    if not isinstance(shown, dict):
        return None
    return {name: text for name, text in shown.items() if isinstance(text, str)}


def _bound(draft: Draft, section_id: str, *, by_helper: bool) -> schema.BoundSection:
    asked = {section.id: section for section in schema.applicable(draft.schema, draft.answers)}
    if section_id not in asked:
        raise Http404
    return schema.bind(asked[section_id], draft.answers, by_helper=by_helper)


def _page(
    request: ActorRequest, draft: Draft, page: schema.BoundSection, status: int = 200
) -> HttpResponse:
    help_along(request, page)
    context = {
        "draft": draft,
        "page": page,
        "was": json.dumps(page.inputs, ensure_ascii=False),
        "errors": errors_of(page),
        "progress": progress_of(draft, page.id, by_helper=page.by_helper),
        "saved": saved_words(draft.saved_at),
        "from_review": _from_review(request),
        "for_another": draft.person_id != request.actor.subject_id,
        "pack": draft.permit_type.country,
    }
    return render(request, "applicants/section.html", context, status=status)


def help_along(request: ActorRequest, page: schema.BoundSection) -> None:
    """Where a helper sits beside the person: the person's words, and what a helper should know."""
    if request.actor.acting_for:
        page.beside = second(request.actor.reads)
        page.hints = hints.of_section(page.section.pack, page.id)


def errors_of(page: schema.BoundSection) -> list[dict[str, object]]:
    """The summary at the top: each error with the control that it is about."""
    rows = page.rows
    labels = _said(rows)
    second_words = _said([row.beside for row in rows if row.beside])
    return [
        {
            "href": f"#{'f-' if name not in page.inputs else 'q-'}{name.replace('.', '-')}",
            "label": labels.get(name, ("", ""))[0],
            "message": message,
            "beside": _beside(*second_words[name]) if name in second_words else "",
        }
        for name, message in page.errors.items()
    ]


def _beside(label: str, message: str | Promise) -> str:
    return f"{led(label)} {message}" if label else str(message)


def _said(
    rows: list[schema.BoundQuestion | schema.BoundGroup],
) -> dict[str, tuple[str, str | Promise]]:
    """Label and error of each input, question and group."""
    found: dict[str, tuple[str, str | Promise]] = {}
    for row in rows:
        if isinstance(row, schema.BoundGroup):
            found[row.name] = row.label, row.error
            questions = [q for entry in row.entries for q in entry.questions]
        else:
            questions = [row]
        for question in questions:
            found[question.name] = question.label, question.error
            found |= {part.name: (part.label, part.error) for part in question.parts}
    return found


def saved_words(saved_at: datetime) -> str:
    """Beside the title: when it was last saved."""
    moment = timezone.localtime(saved_at)
    return _("Saved %(time)s") % {"time": clock_time(moment)}
