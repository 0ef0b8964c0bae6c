"""Acting in a person's place: beginning, sign of life, end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from support_centre import acting, actions
from support_centre.models import End, Mandate
from support_centre.views.fetching import with_mandate


@require_POST
@requires("desk.assist")
@with_mandate
def start(request: ActorRequest, mandate: Mandate) -> HttpResponse:
    """From here on every page is the person's, until the session ends."""
    try:
        session = actions.start(mandate, visit=mandate.visit, actor=request.actor)
    except actions.NoMandate:
        messages.error(request, _("This mandate is over or does not name you. Offer a new one."))
        return redirect("support_centre:mandate", mandate.pk)
    except actions.Engaged as engaged:
        return _engaged(request, mandate, engaged)
    acting.begin(request, session)
    return redirect("applicants:home")


def _engaged(request: ActorRequest, mandate: Mandate, engaged: actions.Engaged) -> HttpResponse:
    """Two helpers with one person: the second is told who and where."""
    session = engaged.session
    context = {"mandate": mandate, "session": session, "who": session.user.person.display_name}
    return render(request, "support_centre/engaged.html", context, status=409)


@require_POST
@requires("desk.assist")
def end(request: ActorRequest) -> HttpResponse:
    """The helper ends it: back to the visit."""
    session = acting.session_of(request)
    acting.forget(request)
    if session is None:
        return redirect("support_centre:desk")
    actions.end(session, actor=request.actor)
    messages.success(request, _("You no longer act for this person."))
    if session.visit_id:
        return redirect("support_centre:visit", session.visit_id)
    return redirect("support_centre:desk")


@require_POST
@requires("desk.assist")
def beat(request: ActorRequest) -> HttpResponse:
    """The open page says that it is there; when the session is over it goes to say so."""
    session = acting.session_of(request)
    if session is not None and session.over() is None:
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Redirect": acting.over_page()})


@require_GET
@requires("desk.assist")
def over(request: ActorRequest) -> HttpResponse:
    """Why the session is over, and that nothing was lost."""
    session = acting.session_of(request)
    past = session.over() if session else None
    if session is None or past is None:
        return redirect("support_centre:desk")
    if session.ended_at is None:
        actions.end(session, actor=request.actor)
    kept = request.session.pop(acting.KEPT, False)
    acting.forget(request)
    context = {"why": End(past[1]).label, "at": past[0], "kept": kept, "visit": session.visit_id}
    return render(request, "support_centre/over.html", context)
