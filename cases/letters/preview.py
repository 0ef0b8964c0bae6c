"""The letter of a decision before it exists: as one types, and for the second signature."""

from dataclasses import dataclass

from cases.letters.decision import of_version
from cases.letters.parts import Text
from cases.letters.source import Source
from cases.models import Case, DecisionVersion
from i18n.languages import using


@dataclass(frozen=True)
class Preview:
    """The binding text, and the reader's when that is another language."""

    binding_language: str
    binding: Text
    language: str
    reader: Text | None


def preview_of(case: Case, version: DecisionVersion | None) -> Preview | None:
    """Both texts of a version that need not be stored; None while there is nothing to show."""
    if version is None:
        return None
    binding = Source(case, case.language).pack.binding_language
    return Preview(
        binding,
        _text(case, version, binding),
        case.language,
        _text(case, version, case.language) if case.language != binding else None,
    )


def _text(case: Case, version: DecisionVersion, language: str) -> Text:
    with using(language):
        return of_version(case, version, Source(case, language))
