"""Switching the language: the page stays, only its language changes."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from i18n import keeping, languages


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language for this browser and this person; go on where they were.

    POST: ``language`` (one of ours, else ignored), ``next`` (an address of this site).
    """
    chosen = languages.known(request.POST.get("language"))
    here = _own_address(request, request.POST.get("next") or request.headers.get("Referer", ""))
    if chosen is None:
        return HttpResponseRedirect(here)
    response = HttpResponseRedirect(in_language(here, chosen))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 3600,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    _keep_for_person(request, chosen)
    return response


def in_language(address: str, language: str) -> str:
    """The same page in another language: only the first part of the path changes."""
    parts = urlsplit(address)
    root = get_script_prefix()
    path = parts.path.removeprefix(root).lstrip("/")
    if languages.language_of_path(path):
        path = path.partition("/")[2]
    return urlunsplit(("", "", f"{root}{language}/{path}", parts.query, parts.fragment))


def _own_address(request: HttpRequest, address: str) -> str:
    """``address`` as a path of this site; the front page for anything else."""
    if not url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return get_script_prefix()
    parts = urlsplit(address)
    path = "/" + parts.path.lstrip("/")  # two slashes would name a host
    return urlunsplit(("", "", path, parts.query, parts.fragment))


def _keep_for_person(request: HttpRequest, language: str) -> None:
    if request.user.is_authenticated:
        keeping.keep(request.user, language)
