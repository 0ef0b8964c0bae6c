"""Reading it all once more, declaring that it is true, sending it, and the receipt."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires
from accounts.actor import ActorRequest
from applicants import actions
from applicants.models import Draft
from applicants.needs import needs_of
from applicants.printing import application_pdf, case_pdf
from applicants.progress import REVIEW, progress_of
from applicants.views.fetching import with_draft
from cases.actions.confirming import NotReadBack
from cases.models import Case, ConfirmedAct, FeeOwed
from cases.translated import own_words
from i18n.beside import second
from i18n.scripts import is_foreign
from permits import schema
from permits.models import Fee


@require_http_methods(["GET", "POST"])
@requires("draft.write")
@with_draft
def review(request: ActorRequest, draft: Draft) -> HttpResponse:
    """The whole application with a way back to each answer; sent from here."""
    if request.method == "GET":
        return _page(request, draft)
    if "in_binding" in request.POST:
        said = request.POST["in_binding"] == "yes"
        actions.mark_own_words(draft, in_binding=said, actor=request.actor)
        return redirect(f"{request.path}#own-words")
    if request.POST.get("declared") != "yes":
        return _page(request, draft, undeclared=True)
    try:
        actions.submit(draft, actor=request.actor)
    except actions.Incomplete:
        return _page(request, draft, incomplete=True)
    except actions.Practised:
        pass  # its receipt says so
    except NotReadBack as refused:
        messages.error(request, str(refused.reason))
        return redirect("applicants:review", draft.pk)
    return redirect("applicants:receipt", draft.pk)


@require_GET
@requires("draft.write")
def receipt(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """What was sent: number, day, fee, limit, and the next step."""
    cases = Case.objects.visible_to(request.actor).select_related("permit_type", "person")
    case = cases.filter(origin=draft_id).first()
    if case is None:
        practised = Draft.objects.visible_to(request.actor).practised()
        found = get_object_or_404(practised, pk=draft_id)
        return render(request, "applicants/receipt_practice.html", {"draft": found})
    context = {
        "case": case,
        "fee": FeeOwed.objects.filter(case=case).first(),
        "limit": case.permit_type.limit_on(case.filed_on, place=case.place),
        "pack": case.permit_type.country,
        "confirmation": case.confirmations.filter(act=ConfirmedAct.FILED).first(),
        "words": own_words(case),
        "readable": request.actor.can("case.papers"),
    }
    return render(request, "applicants/receipt.html", context)


@require_GET
@requires("draft.write")
@with_draft
def print_out(request: ActorRequest, draft: Draft) -> HttpResponse:
    """The whole application as a PDF: binding language with the reader's beside it."""
    return _pdf(application_pdf(draft))


@require_GET
@requires("case.papers")
def print_case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The same of an application that was sent."""
    cases = Case.objects.visible_to(request.actor).select_related("permit_type")
    return _pdf(case_pdf(get_object_or_404(cases, pk=case_id)))


def _pdf(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="application.pdf"'
    return response


def _page(
    request: ActorRequest, draft: Draft, *, undeclared: bool = False, incomplete: bool = False
) -> HttpResponse:
    form, helped = draft.schema, bool(request.actor.acting_for)
    needs = needs_of(draft)
    sections = _review(request, draft)
    errors: list[dict[str, object]] = []
    if undeclared:
        text = _("Confirm that everything is true and complete.")
        errors.append({"href": "#declared", "label": "", "message": text})
    missing = schema.missing(form, draft.answers, by_helper=helped)
    untranslated = [row for part in sections for row in part.rows if row.untranslated]
    binding = draft.permit_type.country.binding_language
    if incomplete:
        errors += [
            {"href": _address(draft, m), "label": m.label, "message": m.message} for m in missing
        ]
    context = {
        "draft": draft,
        "sections": sections,
        "missing": missing,
        "needs": needs,
        "untranslated": untranslated,
        "may_be_binding": any(not is_foreign(row.value, binding) for row in untranslated),
        "declaration": form.declaration,
        "errors": errors,
        "undeclared": undeclared,
        "incomplete": incomplete,
        "progress": progress_of(
            draft, REVIEW, documents_missing=bool(needs.missing), by_helper=helped
        ),
        "fee": _fee(draft),
        "in_person_days": draft.permit_type.in_person_days
        or draft.permit_type.country.period("personal_appearance").days,
        "limit": draft.permit_type.limit_on(timezone.localdate(), place=draft.place),
        "pack": draft.permit_type.country,
    }
    return render(request, "applicants/review.html", context, status=422 if errors else 200)


def _review(request: ActorRequest, draft: Draft) -> list[schema.ReviewSection]:
    """The answers in words; with the person's words beside them where a helper reads along."""

    def spoken(language: str) -> list[schema.ReviewSection]:
        return schema.review(draft.schema, draft.answers, language, answered_in=draft.answered_in)

    sections, other = spoken(get_language() or "en"), second(request.actor.reads)
    return schema.paired(sections, spoken(other)) if other else sections


def _fee(draft: Draft) -> Fee | None:
    """What would be owed if it were filed today."""
    pack = draft.permit_type.country
    today = pack.today()
    born = schema.person_facts(draft.answers)["birth_date"]
    try:
        kind = pack.fee_kind(date.fromisoformat(born), today)
    except ValueError:
        kind = "adult"
    return draft.permit_type.fee_on(today, kind=kind, place=draft.place)


def _address(draft: Draft, missing: schema.Missing) -> str:
    """Where the missing answer is given."""
    page = reverse("applicants:section", args=[draft.pk, missing.section_id])
    return f"{page}?from=review#{missing.anchor}"
