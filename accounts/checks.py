"""Deny by default, checked at start: an address that does not declare its access is an error.

Where a view cannot be decorated, because another package builds its address or because its room
lies below this one, the table says what it declares; ``tests/test_access_matrix.py`` asks each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.access import Access, declared, public
from accounts.site import administrators_only

ELSEWHERE: dict[str, Access] = {
    # Every view of the admin goes through ``accounts.site.AdminSite.admin_view``.
    "admin": administrators_only.access,
    "i18n:switch": public.access,
    "jobs:live": public.access,
    "jobs:ready": public.access,
}
"""Access by the name of an address, or by its namespace."""


def patterns(
    resolver: URLResolver | None = None, namespace: str = "", prefix: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every address of the resolver: its namespace, its full name (or route), its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (namespace, entry.namespace) if part)
            yield from patterns(entry, inner, route)
        else:
            name = ":".join(part for part in (namespace, entry.name) if part)
            yield namespace, name if entry.name else route, entry


def access_of(namespace: str, name: str, pattern: URLPattern) -> Access | None:
    """What an address declares, itself or by the table; None when nobody said."""
    return declared(pattern.callback) or ELSEWHERE.get(name) or ELSEWHERE.get(namespace)


@register(Tags.urls)
def every_address_declares_its_access(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{name} does not declare who may use it.",
            hint="Decorate the view with @public, @signed_in or @requires(…) of accounts.access.",
            id="accounts.E001",
        )
        for namespace, name, pattern in patterns()
        if access_of(namespace, name, pattern) is None
    ]
