"""Which texts of the catalogue exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from permits.models import DocumentType, Fee, Limit, Office, PermitType, Phrase, Requirement


@register(PermitType)
class PermitTypeTranslation(TranslationOptions):
    fields = ("name", "summary", "who_for", "steps", "validity_text")


@register(DocumentType)
class DocumentTypeTranslation(TranslationOptions):
    fields = ("name", "guidance", "accepted_example")


@register(Requirement)
class RequirementTranslation(TranslationOptions):
    fields = ("condition", "detail")


@register(Fee)
class FeeTranslation(TranslationOptions):
    fields = ("conflict",)


@register(Limit)
class LimitTranslation(TranslationOptions):
    fields = ("conflict",)


@register(Phrase)
class PhraseTranslation(TranslationOptions):
    fields = ("name", "text")


@register(Office)
class OfficeTranslation(TranslationOptions):
    fields = ("name",)
