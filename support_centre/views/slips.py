"""The hand-over slip at the desk: issued, shown once, printed; what became of it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires
from accounts.actor import ActorRequest
from i18n.languages import direction, using
from support_centre import actions, qr, slip
from support_centre.models import Slip, Visit
from support_centre.slip_printing import slip_pdf
from support_centre.views.fetching import with_visit
from vault import keys

CODE = "slip_code"
"""In the browser's session of the desk: the code to show, which the database does not know."""


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_visit
def slip_page(request: ActorRequest, visit: Visit) -> HttpResponse:
    """The slip as a page; posting makes one, and voids the one before."""
    reason = actions.why_no_slip(visit, request.actor)
    if request.method == "POST":
        try:
            made, code = actions.hand_over(visit, actor=request.actor)
        except actions.CannotHandOver as cannot:
            return render(request, "support_centre/slip.html", _page(visit, cannot), status=409)
        request.session[CODE] = [str(made.pk), code]
        return redirect("support_centre:slip", visit.pk)
    row, code = _shown(request, visit)
    context: dict[str, object] = {"visit": visit, "reason": reason, "slip": row, "code": code}
    context["open"] = _open(visit)
    if row is not None and code:
        cases = actions.cases_covered(row.person, request.actor)
        keys.preload([row.person_id, *(case.person_id for case in cases)])
        with using(visit.printed_in):
            context["words"] = slip.words_of(row, cases)
        context["lang"], context["direction"] = visit.printed_in, direction(visit.printed_in)
        context["square"] = qr.svg(slip.claim_address(visit.printed_in))
        context["address"] = slip.claim_address(visit.printed_in)
    return render(request, "support_centre/slip.html", context)


def _page(visit: Visit, cannot: actions.CannotHandOver) -> dict[str, object]:
    return {"visit": visit, "reason": cannot.sentence, "open": _open(visit)}


def _open(visit: Visit) -> Slip | None:
    return Slip.objects.live().filter(person=visit.person).first() if visit.person else None


def _shown(request: ActorRequest, visit: Visit) -> tuple[Slip | None, str]:
    """The slip whose code this browser still knows, while it is worth something."""
    pk, code = request.session.get(CODE) or ["", ""]
    rows = Slip.objects.live().filter(visit=visit).select_related("person", "centre")
    row = rows.filter(pk=pk).first() if pk else None
    return row, code if row else ""


@require_GET
@requires("desk.serve")
@with_visit
def printed(request: ActorRequest, visit: Visit) -> HttpResponse:
    """On paper. Once the browser has forgotten the code, a new slip is made instead."""
    row, code = _shown(request, visit)
    if row is None:
        return redirect("support_centre:slip", visit.pk)
    cases = actions.cases_covered(row.person, request.actor)
    pdf = slip_pdf(row, code, language=visit.printed_in, cases=cases)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="slip.pdf"'
    return response
