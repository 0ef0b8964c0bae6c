"""Users and their roles. No names, no persons, no conflicts: an administrator manages logins."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import actions
from accounts.models import RoleGrant, User


class ManagesUsers:
    """Admin classes that ask the active role for one permission, in place of Django's own."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.actor.can("users.manage")  # type: ignore[attr-defined]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RoleGrantInline(ManagesUsers, admin.TabularInline):
    """Roles held now. Ticking "delete" ends a role; the row stays, with its end."""

    model = RoleGrant
    extra = 0
    fields = ["role", "office", "since"]
    readonly_fields = ["since"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RoleGrant]:
        return RoleGrant.objects.live().order_by("since")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)


@admin.register(User)
class UserAdmin(ManagesUsers, admin.ModelAdmin):
    list_display = ["username", "email", "language", "is_active", "created_at"]
    list_filter = ["is_active", "language", "grants__role"]
    search_fields = ["username", "email"]
    ordering = ["username"]
    fields = ["username", "email", "language", "is_active", "created_at", "last_login"]
    readonly_fields = ["created_at", "last_login"]
    inlines = [RoleGrantInline]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "language":
            return forms.ChoiceField(label=db_field.verbose_name, choices=settings.LANGUAGES)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        actor = request.actor  # type: ignore[attr-defined]
        actions.change_account(obj, actor=actor, changed=form.changed_data)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        actor = request.actor  # type: ignore[attr-defined]
        for grant in formset.save(commit=False):
            actions.grant_role(form.instance, grant.role, office=grant.office, actor=actor)
        for grant in formset.deleted_objects:
            actions.end_role(grant, actor=actor)
