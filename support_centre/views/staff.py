"""The staff of a desk: who is here, and what each of them speaks."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import requires
from accounts.actor import Actor, ActorRequest
from i18n.formats import language_name
from support_centre import actions
from support_centre.models import Centre, Presence, StaffLanguage
from support_centre.staff_form import LanguagesForm
from support_centre.views.fetching import with_centre, with_real_centre
from vault import keys


@dataclass(frozen=True)
class Colleague:
    """A member of staff of the desk; ``here``: came today and has not left."""

    name: str
    languages: list[str]
    here: bool
    me: bool


def colleagues(centre: Centre, actor: Actor) -> list[Colleague]:
    """Everybody who serves at the desk: oneself, those who are here, the others; by name."""
    users = list(centre.helpers().prefetch_related("spoken"))
    here = Presence.objects.here(centre.today()).filter(centre=centre)
    present = set(here.values_list("user_id", flat=True))
    keys.preload({user.person.pk for user in users})
    found = [
        Colleague(
            user.person.display_name,
            sorted(language_name(each.language) for each in user.spoken.all()),
            user.pk in present,
            user.pk == actor.user_id,
        )
        for user in users
    ]
    return sorted(found, key=lambda each: (not each.me, not each.here, each.name))


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_real_centre
def languages(request: ActorRequest, centre: Centre) -> HttpResponse:
    """A member of staff says what they speak."""
    mine = StaffLanguage.objects.filter(user_id=request.actor.by)
    initial = {"languages": list(mine.values_list("language", flat=True))}
    sent = request.POST if request.method == "POST" else None  # an empty choice is one
    form = LanguagesForm(sent, initial=initial)
    if form.is_valid():
        actions.speak(form.cleaned_data["languages"], actor=request.actor)
        messages.success(request, _("Saved. Colleagues and visitors can see it now."))
        return redirect("support_centre:desk")
    context = {"form": form, "centre": centre}
    status = 422 if form.errors else 200
    return render(request, "support_centre/languages.html", context, status=status)


@require_POST
@requires("desk.serve")
@with_centre
def here(request: ActorRequest, centre: Centre) -> HttpResponse:
    """I am here, or I am leaving: what I speak is shown to visitors, or no longer."""
    if "leave" in request.POST:
        actions.leave(centre, actor=request.actor)
        messages.info(request, _("You left the desk. Visitors no longer see your languages."))
    else:
        actions.arrive(centre, actor=request.actor)
        messages.success(request, _("You are at the desk. Visitors see your languages."))
    return redirect("support_centre:desk")
