"""Keeping what was typed when a form could not be taken: nothing is stored, it is handed back."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse

SECRET = re.compile(r"csrf|password|passwd|secret|token|otp|\bcode\b|recovery", re.IGNORECASE)


def fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The text fields of a POST, in order, without passwords, codes and tokens."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not SECRET.search(name)
        for value in values
    ]


def came_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the request, by Origin or else by Referer."""
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(sender)
    return parts.netloc == request.get_host() and parts.scheme == request.scheme


class LapsedSessionMiddleware:
    """A form sent after its sign-in had lapsed is handed back to be sent again.

    A view that wants a sign-in redirects to it; for a form that would lose what was typed. So the
    answer is a page which opens the sign-in beside it and holds the fields until then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            request.method != "POST"
            or response.status_code != 302
            or "HX-Request" in request.headers
        ):
            return response
        sign_in = response["Location"]
        if not _asks_to_sign_in(sign_in) or request.path in _sign_in_pages():
            return response
        kept = fields(request) if came_from_here(request) else []
        if not kept:
            return response
        page = render_to_string(
            "errors/signed_out.html",
            {"layout": "base.html", "kept": kept, "sign_in": sign_in},
            request,
        )
        return HttpResponse(page, status=403, headers={"Cache-Control": "no-store, private"})


def _asks_to_sign_in(address: str) -> bool:
    """Whether a redirect wants a sign-in first, rather than ends there, as a sign-out may."""
    parts = urlsplit(address)
    return parts.path in _sign_in_pages() and REDIRECT_FIELD_NAME in parse_qs(parts.query)


def _sign_in_pages() -> set[str]:
    return {
        resolve_url(settings.LOGIN_URL),
        reverse("account_reauthenticate"),
        reverse("mfa_reauthenticate"),
    }
