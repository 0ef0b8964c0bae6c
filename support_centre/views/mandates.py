"""A mandate at the desk: offered, shown with its code, printed, signed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from cases.models import Case
from documents import uploads
from documents.actions import respond
from documents.errors import Refused
from documents.models import Kind
from documents.sniffing import PDF
from i18n.languages import current
from support_centre import actions, backoff, consent
from support_centre.mandate_forms import MandateForm
from support_centre.models import Centre, Given, Mandate, Visit
from support_centre.printing import columns_on_screen, mandate_pdf
from support_centre.services import RESTORE, named, usual_for
from support_centre.views.fetching import with_mandate, with_visit

CODE = "mandate_code"
"""In the browser's session of the desk: the code to show, which the database does not know."""


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_visit
def new(request: ActorRequest, visit: Visit) -> HttpResponse:
    """What the person allows; then it is theirs to give."""
    if not visit.is_open:
        messages.error(request, _("This visit is over."))
        return redirect("support_centre:visit", visit.pk)
    first = {"services": usual_for(visit.reason), "language": visit.language}
    form = MandateForm(
        request.POST or None, initial=first, whose=visit.person, pack=visit.centre.pack
    )
    if request.method == "POST" and form.is_valid():
        try:
            case = _case(request, visit, form)
        except actions.NoSuchCase:
            form.add_error("case_number", _("This person has no case with this number."))
        except backoff.Wait:
            form.add_error("case_number", ValidationError(backoff.TOO_EARLY))
        else:
            mandate, code = actions.offer(visit, form.asked(case), actor=request.actor)
            request.session[CODE] = [str(mandate.pk), code]
            return redirect("support_centre:mandate", mandate.pk)
    context = {"form": form, "visit": visit}
    status = 422 if form.errors else 200
    return render(request, "support_centre/mandate_new.html", context, status=status)


def _case(request: ActorRequest, visit: Visit, form: MandateForm) -> Case | None:
    if not form.is_for_one_case or visit.person is None:
        return None
    return actions.case_of(visit.person, form.cleaned_data["case_number"], actor=request.actor)


@require_GET
@requires("desk.serve")
@with_mandate
def mandate(request: ActorRequest, mandate: Mandate) -> HttpResponse:
    """What it says and how it can be given; once given, what can be done with it."""
    kept = request.session.get(CODE) or ["", ""]
    waits = mandate.is_offered()
    context = {
        "mandate": mandate,
        "words": consent.words_of(mandate),
        "columns": columns_on_screen(mandate, helper_reads=current()) if waits else [],
        "services": named(mandate.services),
        "code": kept[1] if kept[0] == str(mandate.pk) and mandate.code else "",
        "live": mandate.is_live(),
        "may_restore": RESTORE in mandate.services,
    }
    return render(request, "support_centre/mandate.html", context)


@require_GET
@requires("desk.serve")
@with_mandate
def state(request: ActorRequest, mandate: Mandate) -> HttpResponse:
    """Asked again and again while the person confirms: 286 stops the asking and goes on."""
    if mandate.given_at is None:
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_GET
@requires("desk.serve")
@with_mandate
def printed(request: ActorRequest, mandate: Mandate) -> HttpResponse:
    """On paper, the binding language beside the person's, with places to sign."""
    if _is_over(mandate):
        return redirect("support_centre:mandate", mandate.pk)
    response = HttpResponse(mandate_pdf(mandate), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="mandate.pdf"'
    return response


@csrf_exempt  # documents.uploads checks the token once the body cannot touch the disk
@require_POST
@requires("desk.serve")
@with_mandate
def signed(request: ActorRequest, mandate: Mandate) -> HttpResponseBase:
    """The scan of the signed paper, or the picture from the pad, sealed for the person."""
    if mandate.person is None or not mandate.is_offered():
        return redirect("support_centre:mandate", mandate.pk)
    how = Given.PAD if request.GET.get("how") == Given.PAD else Given.PAPER
    received = uploads.receive_one(
        request, owner=mandate.person, actor=request.actor, kind=Kind.MANDATE
    )
    if how == Given.PAD and received.documents and received.documents[0].media_type == PDF:
        wrong = Refused("wrong_type")
        uploads.drop(received, uploads.Refusal("", wrong.code, wrong.message), actor=request.actor)
    if received.documents:
        actions.give_signed(mandate, received.documents[0], how=how, actor=request.actor)
    if uploads.by_script(request):
        return uploads.answer(received)
    for refusal in received.refusals:
        messages.error(request, str(refusal.message))
    return redirect("support_centre:mandate", mandate.pk)


@require_GET
@requires("desk.serve")
@with_mandate
def paper(request: ActorRequest, mandate: Mandate) -> HttpResponseBase:
    """The signed paper again, as long as it allows anything."""
    if mandate.document is None or _is_over(mandate):
        return redirect("support_centre:mandate", mandate.pk)
    return respond(mandate.document, actor=request.actor, purpose="mandate")


@require_POST
@requires("desk.serve")
@with_mandate
def revoke(request: ActorRequest, mandate: Mandate) -> HttpResponse:
    """The person takes it back at the desk; an offer that nobody gave is thrown away."""
    if mandate.given_at is None:
        actions.take_back(mandate, actor=request.actor)
    else:
        _taken_back(request, mandate)
    return redirect("support_centre:visit", mandate.visit_id) if mandate.visit_id else _desk()


@require_POST
@requires("desk.serve")
@with_visit
def revoke_any(request: ActorRequest, visit: Visit, mandate_id: UUID) -> HttpResponse:
    """The visitor takes back a mandate that they gave at whichever centre, naming whomever."""
    mandate = get_object_or_404(Mandate.objects.of_person(visit.person_id), pk=mandate_id)
    if visit.is_open and actions.is_identified(visit):
        _taken_back(request, mandate)
    else:
        messages.error(request, _("Read the passport and compare the photograph first."))
    return redirect("support_centre:visit", visit.pk)


def _taken_back(request: ActorRequest, mandate: Mandate) -> None:
    here = Centre.objects.of(request.actor).first()
    actions.revoke(mandate, actor=request.actor, where=here)
    messages.success(request, _("The mandate is taken back. It ended at once."))


def _is_over(mandate: Mandate) -> bool:
    """What it opened is shut, and the person's name and signature on it with the rest."""
    return mandate.given_at is not None and not mandate.is_live()


def _desk() -> HttpResponse:
    return redirect("support_centre:desk")
