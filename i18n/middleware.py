"""Which language a request is answered in, and the address that says so.

The language in the path wins. An address without one is sent to its translated twin, in the
language that the person keeps, else the one in the cookie, else the browser's first that we speak.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import is_valid_path
from django.utils import translation
from django.utils.cache import patch_vary_headers

from i18n import languages


class LanguageMiddleware:
    """Stands after the sessions and the authentication, before everything that may speak."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = languages.language_of_path(request.path_info)
        language = named or preferred(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        if response.status_code == 404 and named is None:
            response = _twin(request, language) or response
        if named is None:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response


def preferred(request: HttpRequest) -> str:
    """The language to use where the address names none."""
    return _kept_by_person(request) or language_without_account(request)


def language_without_account(request: HttpRequest) -> str:
    """The cookie's language, else the browser's first that we speak, else the default one."""
    return (
        languages.known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
        or languages.known(translation.get_language_from_request(request))
        or settings.LANGUAGE_CODE
    )


def _kept_by_person(request: HttpRequest) -> str | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    try:
        return languages.known(getattr(getattr(request, "user", None), "language", None))
    except DatabaseError:
        return None


def _twin(request: HttpRequest, language: str) -> HttpResponse | None:
    """A redirect to the same address with its language, if there is such a page."""
    twin = f"/{language}{request.path_info}"
    complete = is_valid_path(twin)
    if not complete and (twin.endswith("/") or not is_valid_path(f"{twin}/")):
        return None
    prefix = f"{request.META.get('SCRIPT_NAME', '')}/"
    full = request.get_full_path(force_append_slash=not complete)
    return HttpResponseRedirect(f"{prefix}{language}/{full.removeprefix(prefix)}")
