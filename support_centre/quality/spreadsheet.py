"""The figures as a table file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from i18n.formats import language_name
from support_centre.quality.pages import QUESTIONS, QUESTIONS_ONLINE, compared, group_name
from support_centre.quality.report import Opinion, Report, Returned, Times, minutes

BOM = "\ufeff"
"""Without it some programs take UTF-8 for something else."""

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with: a spreadsheet would take it for a formula."""


def safe(cell: object) -> str:
    """The cell as text; an apostrophe goes before what would be run."""
    text = str(cell)
    return f"'{text}" if text.startswith(RUNS) else text


def written(rows: Iterable[Iterable[object]]) -> bytes:
    """RFC 4180: commas, doubled quotation marks, CRLF; UTF-8 with a mark in front."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([safe(c) for c in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def table_file(report: Report, *, heading: Iterable[str]) -> bytes:
    """One figure a row, so that it can be filtered. ``heading``: centre, first and last day.

    In the language being spoken, with the words of the page.
    """
    head = (
        pgettext("column", "Table"),
        pgettext("column", "Group"),
        pgettext("column", "Measure"),
        pgettext("column", "Value"),
    )
    return written([(_("Centre and period"), *heading), head, *_rows(report)])


def _rows(report: Report) -> Iterable[tuple[object, ...]]:
    for (hour, language), count in report.by_both.items():
        yield _("Visits by hour and language"), f"{hour:02}:00", language_name(language), count
    yield from _times(_("Waiting"), report.waiting)
    yield from _times(_("Being served"), report.handling)
    for permit, count in report.permits:
        yield _("Applications filed here"), permit, _number(), count
    for opinion in report.opinions:
        yield from _opinion(_("Feedback after visits"), opinion, QUESTIONS)
    for opinion in report.online:
        yield from _opinion(_("Feedback online, from everywhere"), opinion, QUESTIONS_ONLINE)
    for group, returned in compared(report):
        yield from _returned(group, returned)


def _number() -> str:
    return pgettext("column", "Number")


def _times(name: str, times: Times) -> Iterable[tuple[object, ...]]:
    yield name, _("All together"), _number(), times.count
    for measure, value in (
        (_("Half took at most (minutes)"), times.median),
        (_("Nine in ten took at most (minutes)"), times.ninetieth),
    ):
        if value is not None:
            yield name, _("All together"), measure, minutes(value)


def _opinion(
    table: str, opinion: Opinion, questions: Mapping[str, Promise | str]
) -> Iterable[tuple[object, ...]]:
    group = group_name(opinion.group)
    yield table, group, _number(), opinion.count
    for question, name in questions.items():
        yield table, group, name, f"{getattr(opinion, question):.2f}"


def _returned(group: str, returned: Returned) -> Iterable[tuple[object, ...]]:
    table = _("Sent back for something missing or wrong")
    yield table, group, _("Applications"), returned.filed
    yield table, group, _("Sent back"), returned.returned
