"""How every page of a report gets it, within the actor's own scope; and what all of them show."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actor import ActorRequest
from applicants.actions.changing import ChangeSent, Kept, change_in, save_change
from applicants.following.reading import today_of
from applicants.models import ChangeDraft
from applicants.progress import Progress, Step
from applicants.views.following import cases_of
from applicants.views.form import shown_before
from applicants.views.replying import ANY
from cases.changed import compared, kinds_of
from cases.models import Case, ChangeReport
from permits.models import DocumentType
from permits.packs import load_pack
from vault import keys

View = Callable[..., HttpResponseBase]


def case_of(request: ActorRequest, case_id: UUID) -> Case:
    found = get_object_or_404(cases_of(request), pk=case_id)
    keys.preload({found.person_id})
    return found


def with_change(view: View) -> View:
    """Give the view the report that is being written, as ``draft``.

    One that was sent leads to the report. What can be reported no more in this case is shown as it
    was left, with what was typed last: nothing is lost.
    """

    @wraps(view)
    def fetched(
        request: ActorRequest, case_id: UUID, kind: str, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        case = case_of(request, case_id)
        what = kinds_of(case, today_of(case)).get(kind)
        if what is None:
            return _over(request, case, kind)
        try:
            return view(
                request, change_in(case, what, language=_language(request)), *args, **kwargs
            )
        except ChangeSent:
            return _sent(request, case, kind)

    return fetched


def _language(request: ActorRequest) -> str:
    """In which the person writes."""
    return request.actor.reads or get_language() or "en"


def _over(request: ActorRequest, case: Case, kind: str) -> HttpResponse:
    draft = ChangeDraft.objects.unsent().filter(case=case, kind=kind).first()
    if draft is None:
        raise Http404
    draft.case = case
    if request.method == "POST" and "_was" in request.POST:
        draft = save(request, draft).draft
    here = reverse("applicants:change", args=[case.pk, kind])
    if request.headers.get("Accept", "").startswith("application/json"):
        sentence = _("This can no longer be reported in this case.")
        return JsonResponse({"message": sentence, "url": here}, status=409)
    if request.method == "POST":
        return redirect(here)
    context = {
        "case": case,
        "draft": draft,
        "lines": compared(draft.schema, {}, draft.answers or {}),
        "pack": load_pack(case.pack),
    }
    return render(request, "applicants/change_over.html", context)


def _sent(request: ActorRequest, case: Case, kind: str) -> HttpResponse:
    report = ChangeReport.objects.filter(case=case, kind=kind).first()
    page = (
        reverse("applicants:change_report", args=[case.pk, report.pk])
        if report
        else reverse("applicants:case", args=[case.pk])
    )
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": _("This report has been sent."), "url": page}, status=409)
    return redirect(page)


def save(request: ActorRequest, draft: ChangeDraft) -> Kept:
    """What the page posted is kept."""
    return save_change(
        draft,
        posted=request.POST.dict(),
        was=shown_before(request),
        language=_language(request),
        actor=request.actor,
    )


ANSWERS, PAPERS, REVIEW = "change", "change_papers", "change_review"
"""The three pages, by the names of their addresses."""


def context_of(draft: ChangeDraft, here: str) -> dict[str, Any]:
    """What all three pages show. ``here`` is one of the names above."""
    titles = {
        ANSWERS: _(draft.section.title),
        PAPERS: _("Documents"),
        REVIEW: _("Review your answers"),
    }
    at = list(titles).index(here)
    steps = [
        Step(
            name,
            title,
            reverse(f"applicants:{name}", args=[draft.case_id, draft.kind]),
            "current" if name == here else "done" if number < at else "todo",
        )
        for number, (name, title) in enumerate(titles.items())
    ]
    return {
        "case": draft.case,
        "draft": draft,
        "what": draft.what,
        "progress": Progress(steps, here),
        "pack": load_pack(draft.case.pack),
    }


def papers_of(draft: ChangeDraft) -> list[dict[str, Any]]:
    """Each paper that is asked for, with its files; the last one takes any other file."""
    types = {row.code: row for row in DocumentType.objects.filter(pack=draft.case.pack)}
    held: dict[str, list[Any]] = {}
    for paper in draft.papers.select_related("document"):
        held.setdefault(paper.requirement, []).append(paper)
    cards = [
        {
            "code": wanted.document,
            "type": types[wanted.document],
            "wanted": wanted,
            "required": wanted.is_required,
            "papers": held.get(wanted.document, []),
        }
        for wanted in draft.what.papers
        if wanted.document in types
    ]
    other = {"code": ANY, "type": None, "wanted": None, "required": False}
    return [*cards, {**other, "papers": held.get("", [])}]
