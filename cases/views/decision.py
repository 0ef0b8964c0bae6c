"""Deciding: the proposal with a living preview of the letter, the second signature, the issue."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import fresh, requires
from accounts.actor import ActorRequest
from accounts.roles import OFFICER, SUPERVISOR
from audit import log
from cases.decisions import changes, countersign, issue, propose, send_back
from cases.drawing.summary import news_drawn
from cases.errors import Refused
from cases.forms.deciding import ProposalForm
from cases.letters.preview import preview_of
from cases.models import Case, Decision
from cases.officers import barred_from
from cases.still_open import still_open
from cases.views.acts import case_of
from permits.packs import load_pack


@require_http_methods(["GET", "POST"])
@requires("case.propose")
def proposal(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Outcome, facts with evidence, ground, remedy; nothing typed is lost."""
    case = case_of(request, case_id)
    posted = request.POST if request.method == "POST" else None
    form = ProposalForm(posted, case=case, actor=request.actor)
    if posted is not None and form.is_valid():
        try:
            propose(case, form.proposal(), actor=request.actor)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Your proposal waits for the second signature."))
            return redirect("cases:case", case.pk)
    _read(request, case)
    context = {
        "case": case,
        "form": form,
        "returned": _returned(case),
        "still_open": still_open(case),
        "letter": preview_of(case, form.draft()),
        "pack": load_pack(case.pack),
        "news": news_drawn(case, apart=True),
    }
    return render(request, "cases/proposal.html", context, status=422 if form.errors else 200)


@require_POST
@requires("case.propose")
def preview(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The letter as it would be, for what is typed now; says nothing that is not typed."""
    case = case_of(request, case_id)
    form = ProposalForm(request.POST, case=case, actor=request.actor)
    form.is_valid()
    context = {"letter": preview_of(case, form.draft())}
    return render(request, "cases/letter_preview.html", context)


@require_http_methods(["GET"])
@requires("case.view")
def decision(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The decision as proposed: for the second signature, and for reading afterwards."""
    return _shown(request, case_of(request, case_id))


def _shown(
    request: ActorRequest, case: Case, *, comment: str = "", status: int = 200
) -> HttpResponse:
    """The page of the decision; with the ``comment`` of somebody whose act was refused."""
    found = get_object_or_404(_decisions(case))
    _read(request, case)
    version = found.version
    earlier = next((row for row in found.versions.all() if row.seq == version.seq - 1), None)
    may_sign = request.actor.can("case.countersign") and found.state == Decision.State.PROPOSED
    context = {
        "case": case,
        "decision": found,
        "version": version,
        "letter": preview_of(case, version),
        "before": preview_of(case, earlier),
        "comment": comment,
        "earlier": earlier,
        "changes": changes(case, earlier, version) if earlier else [],
        "returned": _returned(case),
        "pack": load_pack(case.pack),
        "may_sign": may_sign,
        "still_open": still_open(case).of(version.outcome) if may_sign else None,
        "barred": barred_from(case, (OFFICER, SUPERVISOR))
        if found.state == Decision.State.PROPOSED
        else [],
        "own": any(row.proposed_by_id == request.actor.user_id for row in found.versions.all()),
        "may_issue": request.actor.can("case.issue")
        and found.state == Decision.State.COUNTERSIGNED,
    }
    return render(request, "cases/decision.html", context, status=status)


@require_POST
@requires("case.countersign")
def sign(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The second signature, or the way back with a comment."""
    case = case_of(request, case_id)
    found = get_object_or_404(_decisions(case))
    comment = request.POST.get("comment", "")
    try:
        version = int(request.POST.get("version", "0"))
        if request.POST.get("act") == "return":
            send_back(found, version=version, comment=comment, actor=request.actor)
            messages.success(request, _("The proposal went back with your comment."))
        else:
            countersign(found, version=version, actor=request.actor)
            messages.success(request, _("Countersigned. The decision can be issued now."))
    except (Refused, ValueError) as refused:
        messages.error(request, str(getattr(refused, "reason", _("Please try again."))))
        return _shown(request, case, comment=comment, status=422)
    return redirect("cases:case", case.pk)


@require_POST
@requires("case.issue")
@fresh
def issue_it(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Issue the countersigned decision; the sign-in must be fresh."""
    case = case_of(request, case_id)
    found = get_object_or_404(_decisions(case))
    try:
        issue(found, actor=request.actor)
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("cases:decision", case.pk)
    messages.success(request, _("The decision is issued. The letter is on its way to the postbox."))
    return redirect("cases:case", case.pk)


def _decisions(case: Case) -> QuerySet[Decision]:
    return (
        Decision.objects.filter(case=case)
        .live()
        .prefetch_related(
            "versions__countersignature__by__person",
            "versions__returned",
            "versions__proposed_by__person",
        )
    )


def _returned(case: Case) -> str:
    """The comment with which the latest version came back, if it did."""
    found = _decisions(case).filter(state=Decision.State.RETURNED).first()
    return found.version.returned.comment if found else ""


def _read(request: ActorRequest, case: Case) -> None:
    log.read(
        "cases.read_decision",
        actor=request.actor,
        subjects=[case.person_id],
        case=case.pk,
    )
