"""Reporting a change: choose what has changed, answer, add files, review, send."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from accounts.limits import LimitReached
from applicants import actions
from applicants.actions.changing import NothingNew, discard_change, missing_in, send_change
from applicants.following.periods import deadline_of
from applicants.following.reading import today_of
from applicants.models import ChangeDraft
from applicants.printing import change_pdf
from applicants.views.change_fetching import (
    ANSWERS,
    REVIEW,
    case_of,
    context_of,
    papers_of,
    save,
    with_change,
)
from applicants.views.form import as_stored, errors_of, help_along, saved_words, told_of_lines
from cases.actions.reporting import late_sentence
from cases.changed import compared, kinds_of, known_before, lines_of
from cases.errors import Refused
from cases.models import Case, ChangeReport
from permits import schema
from permits.changes import since_of
from permits.models import DocumentType
from permits.packs import load_pack
from permits.sources import Sources


@require_GET
@requires("case.report")
def choose(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """What has changed? One card for each kind that can be reported in this case."""
    case = case_of(request, case_id)
    today, pack = today_of(case), load_pack(case.pack)
    rows = [(kind, deadline_of(kind, case, today)) for kind in kinds_of(case, today).values()]
    context = {
        "case": case,
        "rows": rows,
        "sources": Sources((row.rule for _kind, row in rows if row.rule), pack),
        "pack": pack,
    }
    return render(request, "applicants/change_choose.html", context)


@require_http_methods(["GET", "POST"])
@requires("case.report")
@with_change
def change(request: ActorRequest, draft: ChangeDraft) -> HttpResponse:
    """The questions, with what the office knows until now; goes on when they are answered."""
    if request.method == "GET":
        return _page(request, draft, schema.bind(draft.section, draft.answers or {}))
    saved = save(request, draft)
    if "leave" in request.POST:
        return redirect("applicants:case", draft.case_id)
    _cleaned, errors = saved.page.clean()
    read = told_of_lines(request, saved)
    if errors or saved.conflicts:
        return _page(request, saved.draft, saved.page, status=422)
    try:
        missing_in(saved.draft, today_of(draft.case), by_helper=bool(request.actor.acting_for))
    except NothingNew as nothing:
        messages.error(request, str(nothing.reason))
        return _page(request, saved.draft, saved.page, status=422)
    if read:
        return redirect(request.get_full_path())
    return redirect("applicants:change_papers", draft.case_id, draft.kind)


@require_POST
@requires("case.report")
@with_change
def autosave(request: ActorRequest, draft: ChangeDraft) -> HttpResponse:
    """Keep what was typed so far. Answers with the page as it is stored now."""
    saved = save(request, draft)
    return as_stored(saved)


def _page(
    request: ActorRequest, draft: ChangeDraft, page: schema.BoundSection, status: int = 200
) -> HttpResponse:
    help_along(request, page)
    case, form = draft.case, draft.schema
    earlier = case.changes.filter(kind=draft.kind)
    before = compared(form, {}, known_before(case, form, earlier))
    deadline = deadline_of(draft.what, case, today_of(case), since_of(form, draft.answers or {}))
    figures: Iterable[Any] = filter(None, (deadline.rule, draft.what.note))
    context = {
        **context_of(draft, ANSWERS),
        "page": page,
        "was": json.dumps(page.inputs, ensure_ascii=False),
        "errors": errors_of(page),
        "saved": saved_words(draft.saved_at),
        "before": before,
        "deadline": deadline,
        "sources": Sources(figures, load_pack(case.pack)),
        "for_another": case.person_id != request.actor.subject_id,
    }
    return render(request, "applicants/change.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("case.report")
@with_change
def review(request: ActorRequest, draft: ChangeDraft) -> HttpResponse:
    """All of it once more, the old beside the new; sent from here."""
    case, today = draft.case, today_of(draft.case)
    back = redirect("applicants:change", case.pk, draft.kind)
    try:
        if missing_in(draft, today, by_helper=bool(request.actor.acting_for)):
            return back
    except NothingNew:
        return back
    if request.method == "GET":
        return _review(request, draft, today)
    if request.POST.get("declared") != "yes":
        return _review(request, draft, today, undeclared=True)
    try:
        report = send_change(draft, actor=request.actor)
    except actions.Incomplete:
        return back
    except LimitReached as reached:
        messages.error(request, str(reached.sentence))
        return _review(request, draft, today)
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("applicants:case", case.pk)
    messages.success(request, _("Your report is sent. The office has it now."))
    return redirect("applicants:change_report", case.pk, report.pk)


def _review(
    request: ActorRequest, draft: ChangeDraft, today: date, *, undeclared: bool = False
) -> HttpResponse:
    case, form = draft.case, draft.schema
    earlier = case.changes.filter(kind=draft.kind)
    answers = draft.answers or {}
    named = papers_of(draft)
    errors = []
    if undeclared:
        text = _("Confirm that everything is true and complete.")
        errors.append({"href": "#declared", "label": "", "message": text})
    context = {
        **context_of(draft, REVIEW),
        "lines": compared(
            form, known_before(case, form, earlier), answers, answered_in=draft.language
        ),
        "cards": named,
        "missing": [card for card in named if card["required"] and not card["papers"]],
        "declaration": form.declaration,
        "deadline": deadline_of(draft.what, case, today, since_of(form, answers)),
        "errors": errors,
        "undeclared": undeclared,
    }
    return render(request, "applicants/change_review.html", context, status=422 if errors else 200)


@require_POST
@requires("case.report")
@with_change
def discard(request: ActorRequest, draft: ChangeDraft) -> HttpResponse:
    discard_change(draft, actor=request.actor)
    messages.success(request, _("What you began to report is deleted."))
    return redirect("applicants:case", draft.case_id)


@require_GET
@requires("case.follow")
def report(request: ActorRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    """A report that was sent: what was reported, when, and whether the office took note."""
    case = case_of(request, case_id)
    found = _report(case, report_id)
    earlier = case.changes.filter(kind=found.kind, at__lt=found.at)
    names = {row.code: row.name for row in DocumentType.objects.filter(pack=case.pack)}
    files = found.documents.select_related("document")
    context = {
        "case": case,
        "report": found,
        "lines": lines_of(found, case, earlier),
        "late": late_sentence(found),
        "files": [(names.get(row.requirement, ""), row) for row in files],
        "pack": load_pack(case.pack),
    }
    return render(request, "applicants/change_report.html", context)


@require_GET
@requires("case.follow")
def print_report(request: ActorRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    """The same on paper: the binding language with the reader's beside it."""
    content = change_pdf(_report(case_of(request, case_id), report_id))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="report.pdf"'
    return response


def _report(case: Case, report_id: UUID) -> ChangeReport:
    found = get_object_or_404(ChangeReport, pk=report_id, case=case)
    found.case = case
    return found
