"""Editing the catalogue: a tab per language, each change recorded, nothing from foreign hosts."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin
from modeltranslation.translator import translator

from i18n.languages import own_name
from permits import actions
from permits.models import DocumentType, Fee, Limit, Office, PermitType, Phrase, Requirement

TAB = "language-tab"


class CatalogueAdmin(TranslationAdmin):
    """For holders of ``catalogue.manage``; the languages' fields stand in fieldsets of their own.

    The package's tabbed admin fetches jQuery UI from a content network; a small script of ours
    turns the fieldsets into tabs, and without it they stand one below the other.
    """

    list_per_page = 50

    class Media:
        js = [Script("permits/language_tabs.js", type="module")]
        css = {"all": ["permits/language_tabs.css"]}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.actor.can("catalogue.manage"))  # type: ignore[attr-defined]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        translated = list(translator.get_options_for_model(self.model).get_field_names())
        names = [str(name) for name in self.get_fields(request, obj)]
        codes = [code for code, _own in settings.LANGUAGES]
        of_languages = {f"{name}_{code}" for name in translated for code in codes}
        plain = [name for name in names if name not in of_languages and name not in translated]
        tabs = [
            (own, {"fields": [f"{name}_{code}" for name in translated], "classes": [TAB]})
            for code, own in settings.LANGUAGES
        ]
        return [(None, {"fields": plain}), *tabs]

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        actor = request.actor  # type: ignore[attr-defined]
        actions.save_edited(obj, actor=actor, changed=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        actions.delete_entry(obj, actor=request.actor)  # type: ignore[attr-defined]

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)


class LastingAdmin(CatalogueAdmin):
    """Rows that cases refer to: taken out of publication, never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(PermitType)
class PermitTypeAdmin(LastingAdmin):
    list_display = ["name", "code", "pack", "published", "languages", "order"]
    list_filter = ["pack", "published"]
    readonly_fields = ["languages"]

    @admin.display(description=PermitType._meta.get_field("complete_in").verbose_name)
    def languages(self, permit: PermitType) -> str:
        """The languages in which it is complete, by their own names."""
        return ", ".join(own_name(code) for code in permit.complete_in.split(",") if code)


@admin.register(DocumentType)
class DocumentTypeAdmin(LastingAdmin):
    list_display = ["name", "code", "pack", "max_age_days"]
    list_filter = ["pack"]
    search_fields = ["code", "name_en"]


@admin.register(Requirement)
class RequirementAdmin(CatalogueAdmin):
    list_display = ["document_type", "permit_type", "need", "place", "order"]
    list_filter = ["permit_type", "need"]
    list_select_related = ["document_type", "permit_type"]


@admin.register(Fee)
class FeeAdmin(CatalogueAdmin):
    list_display = ["permit_type", "place", "kind", "amount", "currency", "valid_from", "verified"]
    list_filter = ["permit_type", "place", "verified"]
    list_select_related = ["permit_type"]


@admin.register(Limit)
class LimitAdmin(CatalogueAdmin):
    list_display = ["permit_type", "place", "kind", "days", "valid_from", "valid_to", "verified"]
    list_filter = ["permit_type", "place", "verified"]
    list_select_related = ["permit_type"]


@admin.register(Phrase)
class PhraseAdmin(CatalogueAdmin):
    list_display = ["name", "kind", "code", "pack", "legal_basis", "verified"]
    list_filter = ["pack", "kind"]
    search_fields = ["code", "name_en"]


@admin.register(Office)
class OfficeAdmin(CatalogueAdmin):
    list_display = ["name", "code", "pack", "biometrics", "verified"]
    list_filter = ["pack"]
