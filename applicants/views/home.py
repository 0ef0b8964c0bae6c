"""Home: what needs me, what runs, what is done."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.actor import ActorRequest
from applicants.following.reading import home_of


@require_GET
@requires("case.follow")
def home(request: ActorRequest) -> HttpResponse:
    return render(request, "applicants/home.html", {"home": home_of(request.actor)})
