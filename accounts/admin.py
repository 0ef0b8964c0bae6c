"""Users and their roles. No names, no persons, no conflicts: an administrator manages logins."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from accounts import actions, contacts
from accounts.models import Person, RoleGrant, User
from audit import log


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

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody gives a role to themselves."""
        own = obj is not None and obj.pk == request.actor.user_id  # type: ignore[attr-defined]
        return self.has_module_permission(request) and not own

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)


FILTERS = ("is_active", "language", "grants__role")


class UserForm(forms.ModelForm):
    """Addresses in small letters, as at sign-up: one address is one account."""

    def clean_email(self) -> str | None:
        email = (self.cleaned_data["email"] or "").lower() or None
        if email and contacts.email_reserved(email, of=self.instance.pk):
            raise ValidationError(contacts.NOT_YOURS)
        return email


@admin.register(User)
class UserAdmin(ManagesUsers, admin.ModelAdmin):
    form = UserForm
    list_display = ["username", "email", "language", "is_active", "created_at"]
    list_filter = (*FILTERS,)
    search_fields = ["username", "email"]
    ordering = ["username"]
    fields = ["username", "email", "language", "is_active", "created_at", "last_login"]
    readonly_fields = ["created_at", "last_login"]
    inlines = [RoleGrantInline]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """The filters on the page alone: Django lets an address ask for any column of its own, and
        a hash of a password can be guessed letter by letter."""
        return lookup.removesuffix("__exact") in FILTERS

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "language":
            return forms.ChoiceField(label=db_field.verbose_name, choices=settings.LANGUAGES)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """A list of logins is a read of people's data: one event with those on the page."""
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", {}).get("cl")
        if shown is not None:
            self._read(request, "accounts.list_accounts", shown.result_list)
        return response

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            self._read(request, "accounts.open_account", [found])
        return found

    def _read(self, request: HttpRequest, name: str, users: Iterable[User]) -> None:
        of_users = Person.objects.filter(user__in=[user.pk for user in users])
        actor = request.actor  # type: ignore[attr-defined]
        log.read(name, actor=actor, subjects=of_users.values_list("pk", flat=True))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        actor = request.actor  # type: ignore[attr-defined]
        actions.change_account(obj, actor=actor, changed=form.changed_data)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        actor = request.actor  # type: ignore[attr-defined]
        for grant in formset.save(commit=False):
            actions.grant_role(form.instance, grant.role, office=grant.office, actor=actor)
        for grant in formset.deleted_objects:
            actions.end_role(grant, actor=actor)
