"""What repeats on the case page, drawn as text.

A row costs a tenth of what it costs in a template's loop, and the page is little but rows. What is
the same in every row (words, addresses, forms) is made once.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.actions.possible import Offer
from cases.file import CaseFile, Filed, Paper
from cases.models import Case, Moment
from i18n import formats
from i18n.addresses import STAND_IN, address
from i18n.drawing import Stencil, escaped, html, html_of
from i18n.languages import current
from permits.packs import Pack
from permits.schema import ReviewRow, ReviewSection

SECTION = '<details class="ds-details"{}><summary>{}</summary><dl class="facts">{}</dl></details>\n'
OPEN = 3
"""So many sections of the answers stand open, as who the person is stands in the first."""


def answers_drawn(sections: Iterable[ReviewSection]) -> SafeString:
    """The answers by their sections."""
    marks = Marks.spoken()
    return html_of(
        SECTION,
        (
            (
                SafeString(" open" if place < OPEN else ""),
                each.title,
                html_of(ANSWER, ((row.label, _entry(row), marks.answer(row)) for row in each.rows)),
            )
            for place, each in enumerate(sections)
        ),
    )


ANSWER = "<div><dt>{}{}</dt><dd>{}</dd></div>"
TRANSLATED = '{}<p class="translation"><bdi>{}</bdi> <span class="muted small">{}</span></p>'


def _entry(row: ReviewRow) -> SafeString:
    """Which entry of a list it belongs to."""
    return SafeString(f' <span class="number">({row.entry})</span>' if row.entry else "")


class Marks(NamedTuple):
    """What stands for no answer, and beside one that the office cannot read."""

    absent: SafeString
    foreign: SafeString

    @classmethod
    def spoken(cls) -> "Marks":
        return cls(
            html('<span class="muted">{}</span>', _("not given")),
            html(' <span class="muted small">{}</span>', _("not translated")),
        )

    def answer(self, row: ReviewRow) -> SafeString:
        if not row.answered:
            return self.absent
        words = SafeString(f"<bdi>{_with_breaks(row.value)}</bdi>")
        if row.translation:
            return html(TRANSLATED, words, _with_breaks(row.translation), row.translation_note)
        return words + self.foreign if row.untranslated else words


def _with_breaks(text: str) -> SafeString:
    return SafeString(escaped(text).replace("\n", "<br>"))


def history_rows(history: Iterable[Moment]) -> SafeString:
    """What happened, when, and by whom."""
    language, zone = current(), get_current_timezone()
    return html_of(
        '<li><span class="history__what">{}</span><span class="muted">{} · {}</span></li>',
        ((each.title, formats.moment(each.when, language, zone), each.who) for each in history),
    )


def barred_rows(offers: Iterable[Offer]) -> SafeString:
    """What is not possible now, and why."""
    return html_of(
        '<li><span class="barred__act">{}</span><span class="muted">{}</span></li>',
        ((offer.label, offer.reason) for offer in offers),
    )


ELSEWHERE = ("judge_document", "approve", "refuse")
"""Acts with a place of their own: beside the document, on the page of the decision."""

PAGE = '<li><a class="ds-button"{} href="{}">{}</a></li>'
TAKE = (
    '<li><form method="post" action="{}" data-take data-send-once>'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<button class="ds-button"{} type="submit">{} <kbd aria-hidden="true">a</kbd></button>'
    "</form></li>"
)


def offer_rows(file: CaseFile, csrf_token: str) -> SafeString:
    """A button for each act; the first stands out, unless there is a decision to open."""
    act = address("cases:act", file.case.pk, "name").removesuffix("name/")
    rows: list[SafeString] = []
    for number, offer in enumerate(file.offers):
        stands_out = number == 0 and file.decision is None
        look = SafeString("" if stands_out else ' data-variant="secondary"')
        if offer.name == "take":
            rows.append(html(TAKE, f"{act}take/", csrf_token, look, offer.label))
        elif offer.name == "propose":
            proposal = address("cases:proposal", file.case.pk)
            rows.append(html(PAGE, look, proposal, offer.label))
        elif offer.name not in ELSEWHERE:
            rows.append(html(PAGE, look, f"{act}{offer.name}/", offer.label))
    return SafeString("".join(rows))


TERM = Stencil("components/term.html", values=("lang",), holes=("term",))


def paper_name(paper: Paper, pack: Pack) -> SafeString:
    """The name of a requirement, with its term beside it."""
    term = TERM.fill((pack.binding_language,), (paper.term,)) if paper.term else ""
    return html("{} {}", paper.name, term)


DOCUMENTS = (
    '<section class="ds-card" aria-labelledby="documents-title">'
    '<h2 class="ds-heading" data-size="xs" id="documents-title">{}</h2>{}</section>\n'
)
PAPER = '<div class="paper"><h3 class="paper__name">{}</h3>{}</div>\n'
FILED = (
    '<div class="paper__row" id="document-{}" data-verdict="{}">{}<div class="paper__facts">'
    '<p>{}</p><p class="muted small">{} · {} · {}</p><p class="cluster">{}{}</p>{}</div></div>'
)
THUMBNAIL = (
    '<a class="paper__thumb" href="{0}" data-view data-pages="{1}" data-name="{2}">'
    '<img src="{0}" alt="{3}" loading="lazy" width="96" height="128"></a>'
)
OPTION = '<option value="{}">{}</option>'
FOUND = ("verdict", "original_seen")
BADGES = Stencil("cases/case_verdict.html", values=FOUND, holes=())
FORMS = Stencil("cases/case_judge.html", values=FOUND, holes=("judge_url", "defects", "csrf_token"))
SEEN = '<span class="muted">{}</span>'


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
        self._file = address("cases:document", case.pk, STAND_IN)
        self._page = address("cases:document_page", case.pk, STAND_IN, 1)
        self._judge = address("cases:judge", case.pk, STAND_IN)
        self._defects = html_of(OPTION, defects)
        self._token = csrf_token
        self._language = current()
        self._alt = _("First page of %(name)s")

    def drawn(self, papers: Iterable[Paper], pack: Pack) -> SafeString:
        """Requirements with their documents, then those to which nothing was put."""
        names = [(paper, paper_name(paper, pack)) for paper in papers]
        parts = [
            html(PAPER, name, SafeString("".join([self._row(row) for row in paper.rows])))
            for paper, name in names
            if paper.rows
        ]
        if missing := [(name,) for paper, name in names if not paper.rows]:
            lines = html('<ul class="paper__missing">{}</ul>', html_of("<li>{}</li>", missing))
            parts.append(html(PAPER, _("Required and not in the file"), lines))
        return html(DOCUMENTS, _("Documents"), SafeString("".join(parts)))

    def _row(self, row: Filed) -> SafeString:
        document, name, seen = row.document, row.document.file_name, row.original_seen
        link = html("<bdi>{}</bdi>", name)
        thumbnail: str = ""
        if self._can_open:
            href = self._file.replace(str(STAND_IN), str(row.pk))
            link = html('<a class="ds-link" href="{}">{}</a>', href, link)
            if document.pages:
                src = self._page.replace(str(STAND_IN), str(row.pk))
                alt = self._alt % {"name": name}
                thumbnail = html(THUMBNAIL, src, document.pages, name, alt)
        badge, forms = self._finding(row)
        pages = ngettext("%(pages)s page", "%(pages)s pages", document.pages)
        return html(
            FILED,
            row.pk,
            row.verdict,
            thumbnail,
            link,
            formats.filesize(document.size, self._language),
            pages % {"pages": document.pages},
            formats.day_short(row.added_at, self._language),
            badge,
            html(SEEN, formats.day_short(seen.at, self._language)) if seen else "",
            forms,
        )

    def _finding(self, row: Filed) -> tuple[SafeString, SafeString]:
        """The badges of a verdict, and the forms that give another."""
        found = (row.verdict, row.original_seen is not None)
        badges = BADGES.fill(found, (), self._language)
        if not self._can_judge:
            return badges, SafeString()
        url = self._judge.replace(str(STAND_IN), str(row.pk))
        return badges, FORMS.fill(found, (url, self._defects, self._token), self._language)
