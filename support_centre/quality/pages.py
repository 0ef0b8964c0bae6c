"""The report as charts, and as the tables that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from i18n import formats
from support_centre.models import Channel
from support_centre.quality.charts import Chart, chart
from support_centre.quality.periods import MONTH, QUARTER, WEEK
from support_centre.quality.report import Opinion, Report, Returned, minutes

PERIODS: dict[str, Promise | str] = {
    WEEK: gettext_lazy("Week"),
    MONTH: gettext_lazy("Month"),
    QUARTER: gettext_lazy("Quarter"),
}


QUESTIONS: dict[str, Promise | str] = {
    "clear": gettext_lazy("It was clear"),
    "manner": gettext_lazy("Respect"),
    "again": gettext_lazy("Would come back"),
}

QUESTIONS_ONLINE: dict[str, Promise | str] = {
    "clear": gettext_lazy("It was clear"),
    "manner": gettext_lazy("It was easy"),
    "again": gettext_lazy("Would use it again"),
}

Rows = Sequence[tuple[str, float, str]]
"""Label, value, and the value as it is written."""


@dataclass(frozen=True)
class Table:
    """``head``: one cell a column; the first cell of a row is its heading."""

    title: str
    head: list[str]
    rows: list[list[str]] = field(default_factory=list)


def charts_of(report: Report, *, rtl: bool) -> dict[str, Chart]:
    """By name; those without anything to show are left out."""
    hours = [(f"{hour:02}:00", count, formats.number(count)) for hour, count in report.by_hour]
    spoken = [
        (formats.language_name(code), count, formats.number(count))
        for code, count in report.by_language
    ]
    shares = [
        (name, each.share or 0, formats.percent(each.share))
        for name, each in compared(report)
        if each.share is not None
    ]
    found: dict[str, tuple[str, Rows, float | None]] = {
        "hours": (_("Visits by the hour of arrival"), hours, None),
        "languages": (_("Visits by language"), spoken, None),
        "permits": (
            _("Applications filed here"),
            [(name, count, formats.number(count)) for name, count in report.permits],
            None,
        ),
        "opinions": (_("What visitors answered, on average"), _averages(report.opinions[:1]), 5.0),
        "returned": (_("Sent back by the office"), shares, None),
    }
    return {
        name: chart(name, title, _described(rows), rows, rtl=rtl, most=most)
        for name, (title, rows, most) in found.items()
        if rows
    }


def _described(rows: Rows) -> str:
    return ", ".join(f"{label}: {written}" for label, _value, written in rows)


def _averages(opinions: list[Opinion]) -> list[tuple[str, float, str]]:
    return [
        (str(name), getattr(each, question), formats.number(round(getattr(each, question), 1)))
        for each in opinions
        for question, name in QUESTIONS.items()
    ]


def tables_of(report: Report) -> dict[str, Table]:
    """By the same names as the charts, and the times."""
    return {
        "hours": _hours_and_languages(report),
        "times": _times(report),
        "permits": Table(
            _("Applications filed here"),
            [_("Permit"), _("Filed")],
            [[name, formats.number(count)] for name, count in report.permits],
        ),
        "opinions": _opinions(_("Feedback after visits"), _("Language"), report.opinions),
        "online": _opinions(
            _("Feedback online, from everywhere"), _("Asked"), report.online, QUESTIONS_ONLINE
        ),
        "returned": _returned(report),
    }


def _hours_and_languages(report: Report) -> Table:
    codes = [code for code, _count in report.by_language]
    rows = [
        [f"{hour:02}:00", *(formats.number(report.by_both.get((hour, c), 0)) for c in codes)]
        for hour, _count in report.by_hour
    ]
    head = [_("Hour"), *(formats.language_name(code) for code in codes)]
    return Table(_("Visits by hour and language"), head, rows)


def _times(report: Report) -> Table:
    rows = [
        [name, formats.number(times.count), _minutes(times.median), _minutes(times.ninetieth)]
        for name, times in (
            (_("Waiting"), report.waiting),
            (_("Being served"), report.handling),
        )
        if times.count
    ]
    head = [
        pgettext("how long", "Time"),
        _("Visits"),
        _("Half took at most"),
        _("Nine in ten took at most"),
    ]
    return Table(_("Waiting and handling times"), head, rows)


def _minutes(value: timedelta | None) -> str:
    return "–" if value is None else _("%(count)s min") % {"count": minutes(value)}


def _opinions(
    title: str,
    first: str,
    opinions: list[Opinion],
    asked: dict[str, Promise | str] | None = None,
) -> Table:
    questions = [str(name) for name in (asked or QUESTIONS).values()]
    rows = [
        [
            group_name(each.group),
            formats.number(each.count),
            *(written for _label, _value, written in _averages([each])),
        ]
        for each in opinions
    ]
    return Table(title, [first, _("Answers"), *questions], rows)


def group_name(code: str) -> str:
    if not code:
        return _("All together")
    return str(Channel(code).label) if code in Channel.values else formats.language_name(code)


def compared(report: Report) -> list[tuple[str, Returned]]:
    return [
        (_("With help here"), report.helped),
        (_("Without help"), report.alone),
    ]


def _returned(report: Report) -> Table:
    rows = [
        [
            name,
            formats.number(each.filed),
            formats.number(each.returned),
            "–" if each.share is None else formats.percent(each.share),
        ]
        for name, each in compared(report)
    ]
    head = [_("Filed"), _("Applications"), _("Sent back"), _("Share")]
    return Table(_("Sent back for something missing or wrong"), head, rows)
