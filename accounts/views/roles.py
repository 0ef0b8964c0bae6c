"""Where a person lands, and in which role they act."""

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import signed_in
from accounts.actor import Actor, ActorRequest, roles_held
from accounts.middleware import ROLE_SESSION_KEY
from accounts.roles import NAMES, PERMISSIONS
from audit import log


@signed_in
@require_GET
def enter(request: ActorRequest) -> HttpResponse:
    """To the first page of the active role."""
    return redirect(settings.FIRST_PAGE_OF_ROLE[request.actor.role])


@signed_in
@require_http_methods(["GET", "POST"])
def role(request: ActorRequest) -> HttpResponse:
    """Choose the role to act in. The session gets a new key, so that none is carried over."""
    held = roles_held(request.user)
    if request.method == "POST":
        chosen = request.POST.get("role", "")
        if chosen not in held:
            raise Http404
        actor = Actor.for_user(request.user, chosen)
        request.session[ROLE_SESSION_KEY] = chosen
        request.session.cycle_key()
        update_session_auth_hash(request, request.user)
        log.append("accounts.switched_role", actor=actor, subjects=[request.user.person.pk])
        return redirect("accounts:enter")
    rows = [
        {"code": code, "name": NAMES[code], "active": code == request.actor.role}
        for code in PERMISSIONS
        if code in held
    ]
    return render(request, "accounts/role.html", {"roles": rows})
