"""The publication gate: a permit type appears in a language only when it is complete in it."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Model

from permits.models import DocumentType, Fee, Limit, PermitType, Requirement

ALWAYS = {
    PermitType: ("name", "summary", "who_for", "steps", "validity_text"),
    DocumentType: ("name", "guidance", "accepted_example"),
}
WHERE_USED = {Requirement: ("condition", "detail"), Fee: ("conflict",), Limit: ("conflict",)}


def languages_complete(permit: PermitType) -> list[str]:
    """The languages in which nothing that the type's page shows is missing."""
    return [code for code, _label in settings.LANGUAGES if not gaps(permit, code)]


def gaps(permit: PermitType, language: str) -> list[str]:
    """Texts that are missing in the language, as ``model/code/field``.

    Reads prefetched rows (``PermitType.objects.with_everything()``).
    """
    requirements = list(permit.requirements.all())
    missing = _blank(permit, permit.code, ALWAYS[PermitType], language)
    for requirement in requirements:
        document = requirement.document_type
        missing += _blank(document, document.code, ALWAYS[DocumentType], language)
        missing += _blank_beside_others(requirement, f"{permit.code}.{document.code}", language)
    for row in (*permit.fees.all(), *permit.limits.all()):
        missing += _blank_beside_others(row, f"{permit.code}.{row.place}.{row.kind}", language)
    return list(dict.fromkeys(missing))


def _blank(row: Model, key: str, fields: Iterable[str], language: str) -> list[str]:
    return [
        f"{row._meta.model_name}/{key}/{name}_{language}"
        for name in fields
        if not getattr(row, f"{name}_{language}")
    ]


def _blank_beside_others(row: Model, key: str, language: str) -> list[str]:
    """Texts that may be left out, but not in one language only."""
    used = [
        name
        for name in WHERE_USED[type(row)]
        if any(getattr(row, f"{name}_{code}") for code, _label in settings.LANGUAGES)
    ]
    return _blank(row, key, used, language)
