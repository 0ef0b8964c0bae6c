"""The figures as a table file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import timedelta

from i18n.formats import language_name
from support_centre.models import Channel
from support_centre.quality.report import Opinion, Report, Returned, Times

BOM = "\ufeff"
"""Without it some programs take UTF-8 for something else."""

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with: a spreadsheet would take it for a formula."""

HEAD = ("table", "group", "measure", "value")


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
    """One figure a row, so that it can be filtered. ``heading``: centre, first and last day."""
    return written([("about", *heading), HEAD, *_rows(report)])


def _rows(report: Report) -> Iterable[tuple[object, ...]]:
    for (hour, language), count in report.by_both.items():
        yield "visits", f"{hour:02}:00", language_name(language), count
    yield from _times("waiting", report.waiting)
    yield from _times("handling", report.handling)
    for permit, count in report.permits:
        yield "filed", permit, "count", count
    for opinion in report.opinions:
        yield from _opinion("feedback", opinion, language_name(opinion.group))
    for opinion in report.online:
        yield from _opinion("feedback online", opinion, str(Channel(opinion.group).label))
    yield from _returned("with help here", report.helped)
    yield from _returned("without help", report.alone)


def _times(name: str, times: Times) -> Iterable[tuple[object, ...]]:
    yield name, "all", "count", times.count
    for measure, value in (("median minutes", times.median), ("90 % minutes", times.ninetieth)):
        if value is not None:
            yield name, "all", measure, minutes(value)


def _opinion(table: str, opinion: Opinion, name: str) -> Iterable[tuple[object, ...]]:
    group = name if opinion.group else "all"
    yield table, group, "count", opinion.count
    for question in ("clear", "manner", "again"):
        yield table, group, question, f"{getattr(opinion, question):.2f}"


def _returned(group: str, returned: Returned) -> Iterable[tuple[object, ...]]:
    yield "returned for defects", group, "filed", returned.filed
    yield "returned for defects", group, "returned", returned.returned


def minutes(value: timedelta) -> int:
    """Whole minutes, rounded up: nobody waited for less than was said."""
    return -(-int(value.total_seconds()) // 60)
