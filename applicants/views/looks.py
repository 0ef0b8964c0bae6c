"""Who looked at my file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.actor import ActorRequest
from applicants.following.looks import looks_at


@require_GET
@requires("case.follow")
def looks(request: ActorRequest) -> HttpResponse:
    return render(request, "applicants/looks.html", {"looks": looks_at(request.actor)})
