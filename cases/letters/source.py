"""Where a letter takes its words from: approved phrases of the pack, in one language."""

from dataclasses import replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cases.letters.parts import Item, Part
from cases.models import Case, CaseDocument, RequestItem
from cases.models.documents import told_apart
from i18n import formats
from permits.models import DocumentType, Phrase, PhraseKind
from permits.packs import Pack, load_pack


class Source:
    """The words for one case in one language; everything is looked up once."""

    def __init__(self, case: Case, language: str) -> None:
        self.case = case
        self.language = language
        self.pack: Pack = load_pack(case.pack)

    @property
    def is_binding(self) -> bool:
        return self.language == self.pack.binding_language

    def phrase(self, kind: str, code: str) -> Phrase:
        """The phrase of that kind and code; LookupError when the pack has none."""
        try:
            return self._phrases[kind, code]
        except KeyError as error:
            raise LookupError(f"the pack has no phrase {kind}/{code}") from error

    def sentence(self, phrase: Phrase, *, document: str = "") -> str:
        """The phrase as a sentence about this case. The active language is the source's."""
        return phrase.sentence(
            self.language,
            permit=self.permit_name,
            office=self.pack.authority.name.in_language(self.language),
            body=self.pack.appeal_body.name.in_language(self.language),
            days=formats.days(phrase.days) if phrase.days is not None else "",
            document=document,
        )

    def asked(self, row: RequestItem) -> Item:
        """What an item of a request asks for: the paper by its name, else the phrase's name."""
        phrase = self.phrase(RequestItem.PHRASE_KINDS[row.kind], row.phrase)
        document = self.document_name(row.requirement) if row.requirement else ""
        title = document or phrase.name_in(self.language)
        return Item(title, self.sentence(phrase, document=document), phrase.legal_basis)

    def if_unanswered(self) -> Phrase | None:
        """What follows when a request is not answered; None where the pack says nothing of it."""
        return self._phrases.get((PhraseKind.INACTION, "unanswered"))

    def remedy(self, code: str) -> Part:
        """What can be done against what the letter says; LookupError when the pack has it not."""
        phrase = self.phrase(PhraseKind.REMEDY, code)
        return Part(
            _("What you can do against this decision"),
            (self.sentence(phrase),),
            (Item(phrase.name_in(self.language), legal_basis=phrase.legal_basis),),
        )

    @property
    def permit_name(self) -> str:
        return str(getattr(self.case.permit_type, f"name_{self.language}"))

    def document_name(self, code: str) -> str:
        """The name of a kind of document; its code for one that the catalogue dropped since."""
        kind = self._document_types.get(code)
        return str(getattr(kind, f"name_{self.language}")) if kind else code

    def document_term(self, code: str) -> str:
        """The binding language's own name of a kind of document; empty for none."""
        kind = self._document_types.get(code)
        return kind.term if kind else ""

    def document_title(self, case: Case, pk: str) -> str:
        """A document of the file as evidence: what it is, the file, and since when it is there."""
        row = self._documents[pk]
        return _("%(document)s: %(file)s, in the file since %(day)s") % {
            "document": self.document_name(row.requirement),
            "file": formats.isolated(self._file_names[row.pk]),
            "day": formats.day_short(row.added_at),
        }

    def with_free_text(self, item: Item, text: str) -> Item:
        """Add a sentence that an officer wrote: as it is, or marked as not translated."""
        if not text.strip():
            return item
        if self.is_binding:
            return replace(item, original=text)
        return replace(item, original=text, only_in=self.pack.binding_language)

    @cached_property
    def _phrases(self) -> dict[tuple[str, str], Phrase]:
        return {(row.kind, row.code): row for row in Phrase.objects.filter(pack=self.case.pack)}

    @cached_property
    def _document_types(self) -> dict[str, DocumentType]:
        return {row.code: row for row in DocumentType.objects.filter(pack=self.case.pack)}

    @cached_property
    def _documents(self) -> dict[str, Any]:
        rows = CaseDocument.objects.filter(case=self.case).select_related("document")
        return {str(row.pk): row for row in rows}

    @cached_property
    def _file_names(self) -> dict[UUID, str]:
        return told_apart(self._documents.values())
