"""What the person answered, in words."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop as _

from i18n.drawing import escaped, html
from i18n.languages import current, said
from permits.schema import ReviewRow, ReviewSection

ANSWERS = (
    '<section class="ds-card" aria-labelledby="answers-title">'
    '<h2 class="ds-heading" data-size="xs" id="answers-title">{}</h2>{}{}</section>'
)
SECTION = '<details class="ds-details"{}><summary>{}</summary><dl class="facts">{}</dl></details>\n'
OPEN = 3
"""So many sections of the answers stand open, as who the person is stands in the first."""


OWN_WORDS = _(
    "The applicant says that their own words are in the language of the proceedings already."
)


def answers_drawn(
    sections: Iterable[ReviewSection], *, said_in_binding: bool = False
) -> SafeString:
    """The answers by their sections; and whether the applicant says that nothing of their own words
    has to be translated."""
    language = current()
    marks = _marks(language)
    parts = [
        SECTION.format(
            " open" if place < OPEN else "",
            escaped(each.title),
            "".join([_row(row, marks) for row in each.rows]),
        )
        for place, each in enumerate(sections)
    ]
    note = html('<p class="muted small">{}</p>', said(OWN_WORDS, language))
    drawn = SafeString("".join(parts))
    return html(ANSWERS, said(_("Answers"), language), note if said_in_binding else "", drawn)


def _row(row: ReviewRow, marks: "Marks") -> str:
    """``entry``: which one of a list it belongs to."""
    entry = f' <span class="number">({row.entry})</span>' if row.entry else ""
    return f"<div><dt>{escaped(row.label)}{entry}</dt><dd>{marks.answer(row)}</dd></div>"


TRANSLATED = '{}<p class="translation"><bdi>{}</bdi> <span class="muted small">{}</span></p>'


class Marks(NamedTuple):
    """What stands for no answer, and beside one that the office cannot read."""

    absent: SafeString
    foreign: SafeString

    def answer(self, row: ReviewRow) -> SafeString:
        if not row.answered:
            return self.absent
        words = SafeString(f"<bdi>{_with_breaks(row.value)}</bdi>")
        if row.translation:
            return html(TRANSLATED, words, _with_breaks(row.translation), row.translation_note)
        return words + self.foreign if row.untranslated else words


@cache
def _marks(language: str) -> Marks:
    return Marks(
        html('<span class="muted">{}</span>', said(_("not given"), language)),
        html(' <span class="muted small">{}</span>', said(_("not translated"), language)),
    )


def _with_breaks(text: str) -> SafeString:
    return SafeString(escaped(text).replace("\n", "<br>"))
