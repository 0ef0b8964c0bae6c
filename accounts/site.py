"""The administration: catalogue, centres, users; never a case, a person's data or the log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.access import requires

SHOWN = {"accounts", "permits"}
SOME = {
    "support_centre": {"centre", "closedday", "interpreter", "room", "stafflanguage"},
}
"""Rooms of which an administrator keeps the facts, and never sees what is about people."""

HIDDEN = {"cases", "applicants", "documents", "postbox", "audit", "vault"}

UNUSED = {"autocomplete", "view_on_site"}

administrators_only = requires("catalogue.manage", "users.manage")


class AdminSite(admin.AdminSite):
    """Open to the active role that manages something; to everybody else it does not exist."""

    site_header = _("Catalogue and users")
    site_title = _("Catalogue and users")
    index_title = _("Catalogue and users")
    empty_value_display = "–"

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: Any = None,
        **options: Any,
    ) -> None:
        """Models of other packages register themselves too; they are passed over.

        Raises ``ImproperlyConfigured`` for a room of ours whose rows no administrator may see.
        """
        if isinstance(model_or_iterable, ModelBase):
            models: Iterable[Any] = [model_or_iterable]
        else:
            models = model_or_iterable
        for model in models:
            room = model._meta.app_label
            name = str(model._meta.model_name)
            if room in HIDDEN or (room in SOME and name not in SOME[room]):
                raise ImproperlyConfigured(f"the administration never shows {room}")
            if room in SHOWN or room in SOME:
                super().register(model, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return administrators_only.access.allows(request.actor)  # type: ignore[attr-defined]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return administrators_only(super().admin_view(view, cacheable))

    def get_urls(self) -> list[Any]:
        """Without two pages that nothing uses: one would list logins, and leave no trace of it."""
        return [each for each in super().get_urls() if getattr(each, "name", "") not in UNUSED]

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Nobody signs in here: the portal's own page does it, with the second factor."""
        return administrators_only(lambda request: redirect("admin:index"))(request)

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Signing out needs a form, here as everywhere."""
        if request.method != "POST":
            return redirect("account_logout")
        logout(request)
        return redirect("/")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")
