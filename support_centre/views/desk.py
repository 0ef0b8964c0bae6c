"""The desk: who waits, who is served, and a visit from its beginning to its end."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from documents import uploads
from documents.errors import Refused
from i18n.formats import language_name
from support_centre import actions, backoff, invented
from support_centre.acting import forget, session_of
from support_centre.forms import PassportForm
from support_centre.models import AssistedSession, Centre, Mandate, Restoration, Slip, Visit
from support_centre.posting import letters_of, messages_of
from support_centre.queue import sentences_for
from support_centre.services import usual_for
from support_centre.views.fetching import with_centre, with_visit
from support_centre.views.staff import colleagues
from support_centre.visit_forms import DoneForm, RoomForm, VisitForm
from vault import keys

PRACTICE_ONLY = gettext_lazy(
    "You are practising. Only passports of the invented state UTO are read here."
)

ENGAGED = gettext_lazy("Somebody acts for this person now. That has to end first.")
ANOTHER_PERSON = gettext_lazy(
    "This does not fit the account with which a mandate was given in this visit. Compare who sits "
    "there, and the date of birth."
)
NO_SUCH_CASE = gettext_lazy(
    "No case has this number and this date of birth. Compare both, or leave the number empty."
)


@require_GET
@requires("desk.serve")
@with_centre
def desk(request: ActorRequest, centre: Centre) -> HttpResponse:
    """Waiting visitors, the visitor now being served, and the way to the next one."""
    visits = Visit.objects.filter(centre=centre).select_related(
        "person", "served_by__person", "room"
    )
    served = list(visits.served().order_by("started_at", "id"))
    keys.preload(each.served_by.person.pk for each in served if each.served_by)
    context = {
        "centre": centre,
        "waiting": [(each, _minutes(each.opened_at)) for each in visits.waiting()[:50]],
        "mine": [each for each in served if each.served_by_id == request.actor.user_id],
        "others": [each for each in served if each.served_by_id != request.actor.user_id],
        "today": visits.filter(day=centre.today(), ended_at__isnull=False).count(),
        "form": VisitForm(centre=centre),
        "colleagues": colleagues(centre, request.actor),
        "slips": Slip.objects.to_tell(centre)[:20],
        "taken_back": Mandate.objects.to_tell(centre)[:20],
        "to_post": letters_of(centre).filter(delivered_on=None).count(),
        "to_print": messages_of(centre).values("person").distinct().count(),
        "restorations": Restoration.objects.at_desk_of(request.actor)
        .waiting()
        .exclude(proposed_by_id=request.actor.user_id),
        "to_translate": sentences_for(request.actor).open().count(),
    }
    return render(request, "support_centre/desk.html", context)


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_centre
def new(request: ActorRequest, centre: Centre) -> HttpResponse:
    """Somebody came in: into the list, or to this desk at once."""
    form = VisitForm(request.POST or None, centre=centre)
    if request.method == "POST" and form.is_valid():
        visit = actions.open_visit(
            centre, actor=request.actor, serve_now="serve" in request.POST, **form.cleaned_data
        )
        return redirect("support_centre:visit", visit.pk) if visit.served_by_id else _desk()
    context = {"form": form, "centre": centre}
    status = 422 if form.errors else 200
    return render(request, "support_centre/visit_new.html", context, status=status)


@require_POST
@requires("desk.serve")
@with_visit
def serve(request: ActorRequest, visit: Visit) -> HttpResponse:
    served = actions.serve(visit, actor=request.actor)
    if served.served_by_id != request.actor.user_id:
        messages.info(request, _("A colleague is with this visitor already."))
        return _desk()
    return redirect("support_centre:visit", visit.pk)


@require_POST
@requires("desk.serve")
@with_visit
def take_over(request: ActorRequest, visit: Visit) -> HttpResponse:
    try:
        actions.take_over(visit, actor=request.actor)
    except actions.Engaged:
        messages.info(request, ENGAGED)
    return redirect("support_centre:visit", visit.pk)


@require_POST
@requires("desk.serve")
@with_visit
def put_back(request: ActorRequest, visit: Visit) -> HttpResponse:
    """Whose turn it is not yet, or who is better served by a colleague."""
    try:
        actions.put_back(visit, actor=request.actor)
    except actions.Engaged:
        messages.info(request, ENGAGED)
        return redirect("support_centre:visit", visit.pk)
    messages.success(request, _("The visitor waits again."))
    return _desk()


@require_GET
@requires("desk.serve")
@with_visit
def visit(request: ActorRequest, visit: Visit) -> HttpResponse:
    """What is left to do: who it is, the mandate, the work itself, the end."""
    mandates = _mandates(request, visit)
    keys.preload([visit.person_id] if visit.person_id else [])
    context = {
        "visit": visit,
        "about": f"{language_name(visit.language)} · {visit.get_reason_display()}",
        "live": [mandate for mandate in mandates if mandate.is_live()],
        "offered": next((m for m in mandates if m.given_at is None and m.code), None),
        "notices": AssistedSession.objects.printable_by(request.actor).filter(visit=visit),
        "revocable": _revocable(visit),
        "may_read": actions.may_read(visit),
        "check": actions.check_of_visit(visit, request.actor),
        "acting": bool(request.actor.acting_for),
        "is_mine": visit.served_by_id == request.actor.user_id,
        "rooms": RoomForm(centre=visit.centre, initial={"room": visit.room and visit.room.code}),
    }
    return render(request, "support_centre/visit.html", context)


@require_POST
@requires("desk.serve")
@with_visit
def room(request: ActorRequest, visit: Visit) -> HttpResponse:
    """The visit is held in another room."""
    form = RoomForm(request.POST, centre=visit.centre)
    if form.is_valid():
        actions.move(visit, room=form.cleaned_data.get("room"), actor=request.actor)
        messages.success(request, _("The room is recorded."))
    return redirect("support_centre:visit", visit.pk)


def _mandates(request: ActorRequest, visit: Visit) -> list[Mandate]:
    """Those of the visit, and those that this person gave to the centre before."""
    known = Mandate.objects.at_desk_of(request.actor)
    of_visit = known.filter(visit=visit)
    if visit.person_id:
        of_visit = of_visit | known.live().filter(person_id=visit.person_id)
    return list(of_visit.select_related("case").distinct().order_by("-offered_at"))


def _revocable(visit: Visit) -> list[Mandate]:
    """Every living mandate of whoever was identified: each can be taken back at any desk."""
    if not (visit.is_open and visit.person_id and actions.is_identified(visit)):
        return []
    return list(Mandate.objects.of_person(visit.person_id))


@csrf_exempt  # documents.uploads checks the token once the body cannot touch the disk
@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_visit
def person(request: ActorRequest, visit: Visit) -> HttpResponse:
    """Who it is: the passport is read and compared with the face; again, to correct it."""
    held = uploads.hold(request) if request.method == "POST" else None
    if not actions.may_read(visit):
        return redirect("support_centre:visit", visit.pk)
    form = PassportForm(request.POST or None, practice=visit.centre.practice, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.identify(
                visit,
                form.passport(),
                method=form.cleaned_data["method"],
                case_number=form.cleaned_data.get("case_number", ""),
                photograph=held,
                actor=request.actor,
            )
        except actions.NotInvented:
            form.add_error("issuer", PRACTICE_ONLY)
        except actions.AnotherPerson:
            form.add_error("birth_date", ANOTHER_PERSON)
        except actions.NoSuchCase:
            form.add_error("case_number", NO_SUCH_CASE)
        except backoff.Wait:
            form.add_error("case_number", ValidationError(backoff.TOO_EARLY))
        except Refused as refused:
            form.add_error("photograph", ValidationError(str(refused.message)))
        else:
            if form.is_expired:
                old = _("The passport has expired. The office may ask about it.")
                messages.warning(request, old)
            return _onward(request, visit)
    form.ask_again()
    specimens = invented.ALL if visit.centre.practice else ()
    context = {"form": form, "visit": visit, "specimens": specimens}
    status = 422 if form.errors else 200
    return render(request, "support_centre/person.html", context, status=status)


def _onward(request: ActorRequest, visit: Visit) -> HttpResponse:
    """To the mandates in force where they allow what the person came for; else to a new one."""
    live = [mandate for mandate in _mandates(request, visit) if mandate.is_live()]
    allowed = {service for mandate in live for service in mandate.services}
    if live and allowed.issuperset(usual_for(visit.reason)):
        messages.success(request, _("Recorded. A mandate of the person is in force."))
        return redirect("support_centre:visit", visit.pk)
    messages.success(request, _("Recorded. Now the person decides what you may do for them."))
    return redirect("support_centre:mandate_new", visit.pk)


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_visit
def done(request: ActorRequest, visit: Visit) -> HttpResponse:
    """The visit ends with what was done; the assisted session ends with it."""
    form = DoneForm(request.POST or None, initial={"done": [visit.reason]})
    if request.method == "POST" and form.is_valid():
        session = session_of(request)
        if session is not None:
            actions.end(session, actor=request.actor)
            forget(request)
        actions.end_visit(visit, done=form.cleaned_data["done"], actor=request.actor)
        messages.success(request, _("The visit is over."))
        return redirect("support_centre:visit", visit.pk)
    context = {"form": form, "visit": visit}
    status = 422 if form.errors else 200
    return render(request, "support_centre/visit_done.html", context, status=status)


def _minutes(since: datetime) -> int:
    return int((timezone.now() - since).total_seconds() // 60)


def _desk() -> HttpResponse:
    return redirect("support_centre:desk")
