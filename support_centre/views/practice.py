"""Practice mode: to the sandbox desk and back, invented visitors, and a fresh start."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from i18n.formats import language_name
from permits.packs import current
from support_centre import acting, actions, invented, practising
from support_centre.models import Centre, Mandate
from support_centre.views.fetching import with_centre, with_mandate


@require_GET
@requires("desk.serve")
def practice(request: ActorRequest) -> HttpResponse:
    """What practice is; and, once in it, who can come to the desk."""
    inside = bool(practising.code_of(request))
    rows = [(visitor, language_name(visitor.language)) for visitor in invented.ALL]
    return render(request, "support_centre/practice.html", {"inside": inside, "visitors": rows})


@require_POST
@requires("desk.serve")
def enter(request: ActorRequest) -> HttpResponse:
    """From here on this browser is at the practice desk. An assisted session ends first."""
    _end_session(request)
    centre = Centre.objects.of(request.actor).first()
    pack = centre.pack if centre else current().code
    practising.begin(request, actions.practice_centre(pack, actor=request.actor))
    return redirect("support_centre:practice")


@require_POST
@requires("desk.serve")
def leave(request: ActorRequest) -> HttpResponse:
    """Back to the real desk."""
    if practising.code_of(request):
        _end_session(request)
        practising.leave(request)
        messages.success(request, _("You no longer practise. From here on everything is real."))
    return redirect("support_centre:desk")


@require_POST
@requires("desk.serve")
@with_centre
def let_in(request: ActorRequest, centre: Centre) -> HttpResponse:
    """One of the invented visitors comes to this desk."""
    visitor = invented.BY_CODE.get(request.POST.get("visitor", ""))
    if visitor is None or not centre.practice:
        return redirect("support_centre:practice")
    visit = actions.let_in(centre, visitor, actor=request.actor)
    return redirect("support_centre:visit", visit.pk)


@require_POST
@requires("desk.serve")
@with_mandate
def confirm(request: ActorRequest, mandate: Mandate) -> HttpResponse:
    """The invented person agrees."""
    if not mandate.centre.practice or mandate.person_id is None:
        raise Http404
    actions.confirm_invented(mandate, actor=request.actor)
    return redirect("support_centre:mandate", mandate.pk)


@require_POST
@requires("desk.serve")
@with_centre
def reset(request: ActorRequest, centre: Centre) -> HttpResponse:
    """Throw away whom this helper invented."""
    if not centre.practice:
        return redirect("support_centre:practice")
    _end_session(request)
    count = actions.throw_away_mine(centre, actor=request.actor)
    told = ngettext(
        "%(count)s invented visitor is thrown away.",
        "%(count)s invented visitors are thrown away.",
        count,
    )
    messages.success(request, told % {"count": count})
    return redirect("support_centre:practice")


def _end_session(request: ActorRequest) -> None:
    session = acting.session_of(request)
    if session is not None:
        actions.end(session, actor=request.actor)
    acting.forget(request)
