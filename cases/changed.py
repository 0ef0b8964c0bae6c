"""What a person may report in a case, and a report as it is read: the old value beside the new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from cases.models import Case, CaseDocument, ChangeReport
from cases.translated import Known
from cases.validity import standing
from i18n.languages import current
from permits import changes, schema
from permits.changes import ChangeKind


@dataclass(frozen=True)
class Line:
    """One fact, in words. ``before`` is empty where nothing was known.

    ``name`` is section and question; the translation stands beside words that somebody wrote.
    """

    label: str
    before: str
    now: str
    untranslated: bool = False
    name: str = ""
    translation: str = ""
    translation_note: str = ""

    @property
    def is_new(self) -> bool:
        return self.before != self.now

    @property
    def before_in_one(self) -> str:
        """Without breaks of lines."""
        return ", ".join(self.before.splitlines())


@dataclass(frozen=True)
class Reported:
    """A report with its lines. ``noted_by`` is a name, for the office alone."""

    report: ChangeReport
    name: str
    lines: list[Line]
    files: list[CaseDocument]
    noted_by: str = ""


def kinds_of(
    case: Case, today: date, ends: Mapping[UUID, date] | None = None
) -> dict[str, ChangeKind]:
    """The kinds of change that can be reported in this case now, by code.

    ``case`` knows its permit type; ``ends`` as for ``cases.validity.standing``.
    """
    now = standing(case, today, ends)
    permit = case.permit_type.code
    found = changes.kinds(case.pack)
    return {code: kind for code, kind in found.items() if kind.applies(permit, now)}


def known_before(
    case: Case, form: schema.Schema, earlier: Iterable[ChangeReport]
) -> dict[str, dict[str, Any]]:
    """What the office knew of the facts that ``form`` asks: as filed, then as reported since."""
    known: dict[str, dict[str, Any]] = {}
    for section in form.sections:
        asked = {item.id for item in section.items} - {changes.SINCE, changes.MESSAGE}
        told = [case.answers, *(report.answers for report in sorted(earlier, key=lambda r: r.at))]
        given: dict[str, Any] = {}
        for answers in told:
            given |= (answers or {}).get(section.id, {})
        known[section.id] = {name: value for name, value in given.items() if name in asked}
    return known


def lines_of(report: ChangeReport, case: Case, earlier: Iterable[ChangeReport]) -> list[Line]:
    """The report in the active language, each fact beside the one of before."""
    form = report.form
    return compared(
        form,
        known_before(case, form, earlier),
        report.answers,
        answered_in=report.language,
        today=report.on,
    )


def compared(
    form: schema.Schema,
    before: Mapping[str, Any],
    now: Mapping[str, Any],
    *,
    answered_in: str | None = None,
    today: date | None = None,
) -> list[Line]:
    """Each answer that is written, with what was known: a blank one says that nothing changed."""
    old = schema.review(form, before, current(), today=today, check=False)
    new = schema.review(form, now, current(), answered_in=answered_in, today=today, check=False)
    was = {(part.id, row.name): row.value for part in old for row in part.rows}
    return [
        Line(
            row.label,
            was.get((part.id, row.name), ""),
            row.value,
            row.untranslated,
            f"{part.id}.{row.name}",
        )
        for part in new
        for row in part.rows
        if row.value
    ]


def reported(
    case: Case,
    reports: Iterable[ChangeReport],
    files: Iterable[CaseDocument],
    known: Known,
    names: Mapping[UUID | None, str] | None = None,
) -> list[Reported]:
    """The reports of a case in words, newest first.

    ``known``: translations; ``names`` of staff by the id of their user.
    """
    ordered = sorted(reports, key=lambda row: (row.at, row.pk))
    of_report: dict[UUID | None, list[CaseDocument]] = {}
    for row in files:
        of_report.setdefault(row.report_id, []).append(row)
    found = []
    for number, report in enumerate(ordered):
        report.case = case
        found.append(
            Reported(
                report,
                str(report.what.name),
                [
                    _translated(line, report, known)
                    for line in lines_of(report, case, ordered[:number])
                ],
                of_report.get(report.pk, []),
                (names or {}).get(report.noted_by_id, "") if report.noted_by_id else "",
            )
        )
    return found[::-1]


def _translated(line: Line, report: ChangeReport, known: Known) -> Line:
    found = known.get((report.pk, line.name))
    if found is None or found.translation is None:
        return line
    return replace(line, untranslated=False, translation=found.text, translation_note=found.note)
