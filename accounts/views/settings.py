"""The account page: who I am, how I sign in, for whom I act."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actions, majority, second_factor
from accounts.access import fresh, requires, signed_in
from accounts.actor import ActorRequest, roles_held
from accounts.limits import LimitReached
from accounts.models import Guardianship
from accounts.person_forms import ChildForm, DetailsForm
from i18n.languages import using
from vault import keys


@signed_in
@require_GET
def settings_page(request: ActorRequest) -> HttpResponse:
    person = request.user.person
    wards = Guardianship.objects.live().filter(guardian=person).select_related("ward")
    children = list(wards.order_by("since"))
    keys.preload([person.pk, *(row.ward_id for row in children)])
    law = majority.law()
    until = [row.comes_of_age_at and law.today(row.comes_of_age_at) for row in children]
    return render(
        request,
        "accounts/settings.html",
        {
            "person": person,
            "children": list(zip(children, until, strict=True)),
            "identity": person.identity_checks.defer("facts").first(),
            "second_factor": is_mfa_enabled(request.user),
            "second_factor_obligatory": second_factor.is_obligatory(request.user),
            "many_roles": len(roles_held(request.user)) > 1,
        },
    )


@signed_in
@require_http_methods(["GET", "POST"])
def details(request: ActorRequest) -> HttpResponse:
    """Names as in the passport, and the language of pages, notices and letters."""
    person = request.user.person
    known = {
        "given_names": person.given_names,
        "family_name": person.family_name,
        "native_name": person.native_name,
        "language": person.language,
    }
    form = DetailsForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.change_details(person, actor=request.actor, **form.cleaned_data)
        language = form.cleaned_data["language"]
        with using(language):
            messages.success(request, _("Your details are saved."))
            return redirect(reverse("accounts:settings"))
    return render(request, "accounts/details.html", {"form": form})


@requires("family.change")
@require_http_methods(["GET", "POST"])
def add_child(request: ActorRequest) -> HttpResponse:
    """A child for whom this person files."""
    form = ChildForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_ward(request.user.person, actor=request.actor, **form.cleaned_data)
        except LimitReached as reached:
            form.add_error(None, str(reached.sentence))
        else:
            messages.success(request, _("The child is added. You can apply for them now."))
            return redirect("accounts:settings")
    return render(request, "accounts/child.html", {"form": form})


@requires("family.change")
@require_POST
def end_child(request: ActorRequest, guardianship: str) -> HttpResponse:
    """Stop acting for a child."""
    own = Guardianship.objects.live().filter(guardian_id=request.actor.person_id)
    actions.end_guardianship(get_object_or_404(own, pk=guardianship), actor=request.actor)
    messages.success(request, _("You no longer act for this child."))
    return redirect("accounts:settings")


@signed_in
@fresh
@require_http_methods(["GET", "POST"])
def sign_out_everywhere(request: ActorRequest) -> HttpResponse:
    """End the sessions on all other devices."""
    if request.method == "POST":
        actions.sign_out_everywhere(request.user, actor=request.actor)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("You are signed out on all other devices."))
        return redirect("accounts:settings")
    return render(request, "accounts/sign_out_everywhere.html")
