"""Editing centres and what staff speak; never visits, mandates or sessions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from support_centre import actions
from support_centre.models import Centre, ClosedDay, Interpreter, Room, StaffLanguage
from support_centre.offered import OFFERED
from support_centre.spoken import choices

NAME = "name_{}"


class NamedForm(forms.ModelForm):
    """A name for each language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names: dict[str, str] = self.instance.name or {}
        for code, own in settings.LANGUAGES:
            field = forms.CharField(label=own, max_length=200, initial=names.get(code, ""))
            self.fields[NAME.format(code)] = field

    def save(self, commit: bool = True) -> Any:
        data = self.cleaned_data
        self.instance.name = {code: data[NAME.format(code)] for code, _own in settings.LANGUAGES}
        return super().save(commit=commit)


class CentreForm(NamedForm):
    """A name for each language, and the services by their names."""

    services = forms.MultipleChoiceField(
        choices=list(OFFERED.items()), widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Centre
        exclude = ["name"]  # noqa: DJ006 - it is asked language by language

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            self.add_error("longitude", _("Latitude and longitude go together."))
        return data


class RoomForm(NamedForm):
    """A room by its name in each language."""

    class Meta:
        model = Room
        exclude = ["name"]  # noqa: DJ006 - it is asked language by language


class SpokenForm(forms.ModelForm):
    """A language by its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label, choices=choices()
        )


class CentreAdmin(admin.ModelAdmin):
    """For holders of ``catalogue.manage``; each change leaves its event."""

    list_per_page = 50

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.actor.can("catalogue.manage"))  # type: ignore[attr-defined]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        actor = request.actor  # type: ignore[attr-defined]
        actions.save_edited(obj, actor=actor, changed=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        actions.delete_entry(obj, actor=request.actor)  # type: ignore[attr-defined]

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)


class NamedAdmin(CentreAdmin):
    """What has a name for each language, by a :class:`NamedForm`."""

    form: type[NamedForm]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        names = [NAME.format(code) for code, _own in settings.LANGUAGES]
        plain = [name for name in self.form.base_fields if name not in names]
        return [(_("Name"), {"fields": names}), (None, {"fields": plain})]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kw: Any
    ) -> Any:
        """The names are no columns, so the admin is not asked to look for them in the model."""
        return super().get_form(
            request, obj, change, **{**kw, "fields": list(self.form.base_fields)}
        )


@admin.register(Centre)
class CentresAdmin(NamedAdmin):
    """A centre stays: visits and mandates refer to it."""

    form = CentreForm
    list_display = ["shown_name", "code", "pack", "region", "verified", "practice"]
    list_filter = ["pack", "practice"]
    search_fields = ["code", "region", "address"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Roles and the files of the pack name a centre by its code; practice stays practice."""
        return ["code", "pack", "practice"] if obj is not None else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Room)
class RoomAdmin(NamedAdmin):
    """A room goes when it is no longer one; visits that were held in it stay."""

    form = RoomForm
    list_display = ["shown_name", "centre", "private", "step_free"]
    list_filter = ["centre"]
    list_select_related = ["centre"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The files of the pack name a room by its centre and its code."""
        return ["centre", "code"] if obj is not None else []


@admin.register(ClosedDay)
class ClosedDayAdmin(CentreAdmin):
    list_display = ["centre", "day", "hours"]
    list_filter = ["centre"]
    list_select_related = ["centre"]
    date_hierarchy = "day"


@admin.register(Interpreter)
class InterpreterAdmin(CentreAdmin):
    form = SpokenForm
    list_display = ["centre", "language", "how", "hours"]
    list_filter = ["centre", "how"]
    list_select_related = ["centre"]


@admin.register(StaffLanguage)
class StaffLanguageAdmin(CentreAdmin):
    form = SpokenForm
    list_display = ["user", "language"]
    list_filter = ["language"]
    list_select_related = ["user"]
