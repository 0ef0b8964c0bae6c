"""Who acts in a request; nothing of a signed-in person kept by a browser or a proxy."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from accounts import second_factor
from accounts.actor import ANONYMOUS, Actor

ROLE_SESSION_KEY = "role"
Handler = Callable[[HttpRequest], HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request: its user, in the role kept in the session while it is still held."""
    if not request.user.is_authenticated:
        return ANONYMOUS
    try:
        return Actor.for_user(request.user, request.session.get(ROLE_SESSION_KEY))
    except LookupError:
        return Actor.for_user(request.user)


class ActorMiddleware:
    """Sets ``request.actor``; looked up when first asked for."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends staff without a second factor to its set-up, wherever one is obligatory."""

    OPEN = {
        "account_logout",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "mfa_index",
        "mfa_activate_totp",
        "i18n:switch",
    }

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not settings.STAFF_NEED_SECOND_FACTOR or request.resolver_match is None:
            return None
        if request.resolver_match.view_name in self.OPEN or not second_factor.is_missing(request):
            return None
        return redirect("mfa_activate_totp")


class NoStoreMiddleware:
    """``no-store`` on pages of the signed-in; at sign-out the browser forgets the rest."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        was_signed_in = has_session and request.user.is_authenticated
        response = self.get_response(request)
        is_signed_in = request.user.is_authenticated
        if was_signed_in or is_signed_in or request.session.modified:
            add_never_cache_headers(response)
        if was_signed_in and not is_signed_in:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
