"""The first page of the portal, and the first page of an application."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import public, requires
from accounts.actor import ActorRequest
from accounts.limits import LimitReached
from accounts.models import Person
from applicants import actions
from applicants.forms import CHILD, ME, BeginForm
from applicants.models import Draft
from applicants.progress import progress_of
from applicants.views.fetching import with_draft
from i18n.beside import second
from permits import schema
from permits.models import Need, PermitType
from permits.terms import terms
from vault import keys


@require_GET
@public
def start(request: ActorRequest) -> HttpResponse:
    """What the portal is, and its doors. Who has signed in is at home already."""
    if request.actor.can("draft.write"):
        return redirect("applicants:home")
    if request.actor.can("queue.view"):
        return redirect("cases:queue")
    if request.actor.can("desk.serve"):
        return redirect("support_centre:desk")
    context = {
        "first_visit": settings.LANGUAGE_COOKIE_NAME not in request.COOKIES,
    }
    return render(request, "applicants/start.html", context)


@require_http_methods(["GET", "POST"])
@requires("draft.write")
def new(request: ActorRequest, code: str) -> HttpResponse:
    """What you will need, for whom, where; then the form begins."""
    permit = get_object_or_404(PermitType.objects.published().with_everything(), code=code)
    if not schema.versions(permit.code, permit.pack):
        raise Http404
    people = list(Person.objects.visible_to(request.actor))
    keys.preload([person.pk for person in people])
    wards = [person for person in people if person.pk != request.actor.subject_id]
    form = BeginForm(
        request.POST or None,
        permit_type=permit,
        wards=wards,
        beside=second(request.actor.reads),
    )
    if request.method == "POST" and form.is_valid():
        try:
            draft = _begin(request, permit, form, people)
        except LimitReached as reached:
            form.add_error(None, str(reached.sentence))
        else:
            return redirect("applicants:resume", draft.pk)
    drafts = Draft.objects.visible_to(request.actor).open().filter(permit_type=permit)
    context = {
        "permit": permit,
        "form": form,
        "drafts": list(drafts.select_related("person")[:5]),
        "required": [r for r in permit.requirements.all() if r.need == Need.REQUIRED],
        "conditional": [r for r in permit.requirements.all() if r.need == Need.CONDITIONAL],
        "terms": terms(permit, timezone.localdate()),
        "pack": permit.country,
    }
    return render(request, "applicants/new.html", context, status=422 if form.errors else 200)


def _begin(
    request: ActorRequest, permit: PermitType, form: BeginForm, people: list[Person]
) -> Draft:
    answers = form.cleaned_data
    language = request.actor.reads or get_language() or "en"
    if answers["who"] == CHILD:
        return actions.start_for_child(
            permit,
            actor=request.actor,
            place=answers["place"],
            language=language,
            family_name=answers["family_name"],
            given_names=answers["given_names"],
            birth_date=answers["birth_date"],
        )
    own = next(person for person in people if person.pk == request.actor.subject_id)
    person = own if answers["who"] == ME else form.wards[answers["who"]]
    return actions.begin(
        permit, person=person, actor=request.actor, place=answers["place"], language=language
    )


@require_GET
@requires("draft.write")
@with_draft
def resume(request: ActorRequest, draft: Draft) -> HttpResponse:
    """Go on where one left."""
    return redirect(progress_of(draft, by_helper=bool(request.actor.acting_for)).unfinished.url)


@require_POST
@requires("draft.write")
@with_draft
def discard(request: ActorRequest, draft: Draft) -> HttpResponse:
    actions.discard(draft, actor=request.actor)
    return redirect("applicants:home")
