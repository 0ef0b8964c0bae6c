"""One page for each act: what it does, its fields, one button. Quick acts post straight away."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.actor import ActorRequest
from audit import log
from cases.actions.possible import Offer, known_to, possible
from cases.drawing.summary import news_drawn
from cases.errors import Refused
from cases.forms import ACTS
from cases.forms.base import ActForm
from cases.models import Case
from cases.models.scoped import visible_case
from permits.catalogue import catalogue


@require_http_methods(["GET", "POST"])
@requires("case.view")
def act(request: ActorRequest, case_id: UUID, name: str) -> HttpResponse:
    """Show the form of an act, or carry it out; 404 for an act unknown to the actor's role."""
    case = case_of(request, case_id)
    label = known_to(request.actor).get(name)
    if label is None or name not in ACTS:
        raise Http404
    form = ACTS[name](posted(request), case=case, actor=request.actor)
    return page_of(
        request,
        form,
        name,
        offer=lambda: next(each for each in possible(case, request.actor) if each.name == name),
        done=_("“%(act)s”: done.") % {"act": label},
    )


def posted(request: ActorRequest) -> QueryDict | None:
    """What a form is bound to; nothing while it is only looked at."""
    return request.POST if request.method == "POST" else None


def page_of(
    request: ActorRequest, form: ActForm, name: str, *, offer: Callable[[], Offer], done: str
) -> HttpResponse:
    """Carry the act out and go back to the case, saying ``done``; or show its form with an offer
    that says why it is not lawful, where it is not. Opening the page is an event."""
    case = form.case
    if form.is_bound and form.is_valid():
        try:
            form.carry_out()
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, done)
            return redirect("cases:case", case.pk)
    log.read(
        "cases.open_act",
        actor=request.actor,
        subjects=[case.person_id],
        case=case.pk,
        purpose=name,
    )
    context = {"case": case, "offer": offer(), "form": form, "news": news_drawn(case, apart=True)}
    return render(request, "cases/act.html", context, status=422 if form.errors else 200)


def visible_or_404(request: ActorRequest, case_id: UUID) -> Case:
    """A case in the actor's scope, with its person."""
    try:
        return visible_case(request.actor, case_id)
    except Case.DoesNotExist:
        raise Http404 from None


def case_of(request: ActorRequest, case_id: UUID) -> Case:
    """The same with its permit type, from memory."""
    case = visible_or_404(request, case_id)
    case.permit_type = catalogue(case.pack, case.edition).permits[case.permit_type_id]
    return case
