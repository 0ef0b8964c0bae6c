"""Every view says who may use it; the system check of ``accounts.checks`` wants it said.

``@public`` · ``@signed_in`` · ``@requires("case.view")`` (any one of the permissions will do).
They work on functions, on classes of views, and around another package's view in a urls.py.

Denied: a stranger is sent to the sign-in page and comes back; somebody signed in without the
permission gets the same 404 as for an address that does not exist.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.actor import Actor
from accounts.roles import EVERY_PERMISSION

FRESH_SECONDS = 15 * 60

AnyView = TypeVar("AnyView", bound=Callable[..., Any])


@dataclass(frozen=True)
class Access:
    """What a view declares: open to all, to those signed in, or to holders of a permission."""

    public: bool = False
    permissions: frozenset[str] = frozenset()

    def allows(self, actor: Actor) -> bool:
        if self.public:
            return True
        if not actor.is_signed_in:
            return False
        return not self.permissions or bool(self.permissions & actor.permissions)


@dataclass(frozen=True)
class Declaration:
    """A decorator that declares ``access`` and holds it."""

    access: Access

    def __call__(self, view: AnyView) -> AnyView:
        if isinstance(view, type):
            return method_decorator(self, name="dispatch")(view)
        return _guarded(view, self.access)


public = Declaration(Access(public=True))
"""Open to everybody."""

signed_in = Declaration(Access())
"""Open to everybody who has signed in, in any role."""


def declared(view: Callable[..., Any]) -> Access | None:
    """The access that a view declares, or None."""
    return getattr(view, "access", None)


def requires(*permissions: str) -> Declaration:
    """Open to an actor whose active role holds any of ``permissions``.

    Raises ``ValueError`` for a permission that no role knows: a misspelt one would lock all out.
    """
    unknown = set(permissions) - EVERY_PERMISSION
    if unknown or not permissions:
        raise ValueError(f"unknown permissions: {sorted(unknown)}")
    return Declaration(Access(permissions=frozenset(permissions)))


def fresh(view: AnyView) -> AnyView:
    """The sign-in must have been confirmed in the last 15 minutes; asks again otherwise.

    Stands below ``@requires``. What was posted is not kept aside: it may be personal and a session
    is stored as it is. The person comes back to the page that they came from.
    """
    if isinstance(view, type):
        return method_decorator(fresh, name="dispatch")(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if confirmed_recently(request):
            return view(request, *args, **kwargs)
        methods = get_adapter().get_reauthentication_methods(request.user)
        page = methods[0]["url"] if methods else reverse("account_logout")
        return redirect_to_login(_page_to_return_to(request), page)

    return guarded  # type: ignore[return-value]


def confirmed_recently(request: HttpRequest) -> bool:
    """Whether this session saw a password or a code of its user in the last 15 minutes."""
    user = request.user if request.user.is_authenticated else None
    records = get_authentication_records(request, user)
    return bool(records) and time.time() - records[-1]["at"] < FRESH_SECONDS


def _guarded(view: AnyView, access: Access) -> AnyView:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor: Actor = request.actor.itself()  # type: ignore[attr-defined]
        if access.allows(actor):
            request.actor = actor  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)
        if actor.is_signed_in:
            raise Http404
        return redirect_to_login(_page_to_return_to(request))

    guarded.access = access  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def _page_to_return_to(request: HttpRequest) -> str:
    """This page for a GET; the page with the form for anything else, when it is one of ours."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        return urlsplit(referer)._replace(scheme="", netloc="").geturl()
    return reverse("accounts:settings")
