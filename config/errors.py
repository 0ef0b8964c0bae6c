"""Error pages: in the reader's language, with a way on, and without losing what was typed.

400, 403 and 404 look like every other page. 500 and 503 read no database and no session: they
must still appear when those are what failed.
"""

import sys
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from config import typed
from i18n import languages
from i18n.middleware import language_without_account
from i18n.views import in_language

RETRY_AFTER_SECONDS = 60


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 with Retry-After when it is the database that cannot be reached."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _plain_page(request, 503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return _plain_page(request, 500)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The proof of origin is missing or old: offer to send the same fields again.

    Only to somebody who came from this very site, so that another site cannot have a form of its
    own confirmed by one click.
    """
    kept = typed.fields(request) if typed.came_from_here(request) else []
    return _page(request, 403, "errors/403_csrf.html", {"kept": kept})


def _page(
    request: HttpRequest, status: int, template: str = "", context: dict[str, Any] | None = None
) -> HttpResponse:
    name = template or f"errors/{status}.html"
    try:
        with languages.using(_language(request)):
            text = render_to_string(name, {"layout": "base.html", **(context or {})}, request)
    except DatabaseError:
        return _plain_page(request, 503)
    return HttpResponse(text, status=status)


def _plain_page(request: HttpRequest, status: int) -> HttpResponse:
    language = _language(request)
    here = request.path if request.method in ("GET", "HEAD") else "/"
    with languages.using(language):
        text = render_to_string(
            f"errors/{status}.html",
            {
                "layout": "errors/plain.html",
                "language": language,
                "direction": languages.direction(language),
                "elsewhere": [
                    (code, languages.own_name(code), in_language(here, code))
                    for code in languages.LANGUAGES
                ],
            },
        )
    return HttpResponse(text, status=status, headers={"Content-Language": language})


def _language(request: HttpRequest) -> str:
    return languages.language_of_path(request.path_info) or language_without_account(request)
