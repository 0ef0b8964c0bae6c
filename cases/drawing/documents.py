"""The papers of the case by what they are to meet, and what officers found about each."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

from cases.file import Filed, Paper
from cases.models import Case
from i18n import formats
from i18n.addresses import STAND_IN, address, with_id
from i18n.drawing import Stencil, html, html_of
from i18n.languages import current, said
from permits.packs import Pack

TERM = Stencil("components/term.html", values=("lang",), holes=("term",))


def _paper_name(paper: Paper, binding: str, language: str) -> SafeString:
    """The name of a requirement, with its term in the binding language beside it."""
    term = TERM.fill((binding,), (paper.term,), language) if paper.term else ""
    return html("{} {}", paper.name, term)


DOCUMENTS = (
    '<section class="ds-card" aria-labelledby="documents-title">'
    '<h2 class="ds-heading" data-size="xs" id="documents-title">{}</h2>{}</section>\n'
)
PAPER = '<div class="paper"><h3 class="paper__name">{}</h3>{}</div>\n'
OPTION = '<option value="{}">{}</option>'
ROW = Stencil(
    "cases/case_document.html",
    values=("verdict", "original_seen", "can_open", "is_drawn", "can_judge"),
    holes=(
        *("pk", "name", "size", "pages", "length", "added", "seen_on"),
        *("file_url", "page_url", "picture_url", "judge_url", "defects", "csrf_token"),
    ),
)


class Documents:
    """Draws documents of one case; addresses, badges and forms are made once for all of them."""

    def __init__(
        self,
        case: Case,
        *,
        can_open: bool,
        can_judge: bool,
        defects: Iterable[tuple[str, str]],
        csrf_token: str,
    ) -> None:
        self._can_open = can_open
        self._can_judge = can_judge and case.ended_on is None
        self._language = language = current()
        self._urls = (
            address("cases:document", case.pk, STAND_IN, language=language),
            address("cases:document_page", case.pk, STAND_IN, 1, language=language),
            address("cases:document_picture", case.pk, STAND_IN, language=language),
            address("cases:judge", case.pk, STAND_IN, language=language),
        )
        self._sent = (_options(tuple(defects)), csrf_token)

    def drawn(self, papers: Iterable[Paper], pack: Pack) -> SafeString:
        """Requirements with their documents, then those to which nothing was put."""
        language, binding = self._language, pack.binding_language
        names = [(paper, _paper_name(paper, binding, language)) for paper in papers]
        parts = [
            html(PAPER, name, SafeString("".join([self._row(row) for row in paper.rows])))
            for paper, name in names
            if paper.rows
        ]
        if missing := [(name,) for paper, name in names if not paper.rows]:
            lines = html('<ul class="paper__missing">{}</ul>', html_of("<li>{}</li>", missing))
            parts.append(html(PAPER, said(_("Required and not in the file"), language), lines))
        return html(DOCUMENTS, said(_("Documents"), language), SafeString("".join(parts)))

    def _row(self, row: Filed) -> SafeString:
        document, seen, language = row.document, row.original_seen, self._language
        pk, is_drawn = str(row.pk), self._can_open and bool(document.pages)
        values = (row.verdict, seen is not None, self._can_open, is_drawn, self._can_judge)
        texts = (
            pk,
            document.file_name,
            formats.filesize(document.size, language),
            document.pages,
            _length(document.pages, language),
            formats.day_short(row.added_at, language),
            formats.day_short(seen.at, language) if seen else "",
            *[with_id(url, pk) for url in self._urls],
            *self._sent,
        )
        return ROW.fill(values, texts, language)


@lru_cache(maxsize=32)
def _options(defects: tuple[tuple[str, str], ...]) -> SafeString:
    """What may be wrong with a document, in the words of the pack's catalogue."""
    return html_of(OPTION, defects)


@lru_cache(maxsize=512)
def _length(pages: int, language: str) -> str:
    """In the language being spoken, which the memory is told apart by."""
    return ngettext("%(pages)s page", "%(pages)s pages", pages) % {"pages": pages}
