"""A person reports that something has changed; the office takes note of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import limits
from accounts.actor import Actor
from cases.actions.act import Act, act
from cases.actions.confirming import check_confirmed, keep_confirmation
from cases.actions.telling import tell
from cases.actions.translating import queue_change
from cases.changed import kinds_of
from cases.errors import NotNow
from cases.models import Case, ChangeReport, Confirmed, ConfirmedAct
from cases.validity import standing
from documents.models import Document
from i18n import formats
from i18n.languages import current
from permits import schema
from permits.changes import since_of


def report_change(
    case: Case,
    kind: str,
    answers: Mapping[str, Any],
    *,
    origin: UUID,
    schema_version: int,
    documents: Sequence[tuple[str, Document]] = (),
    language: str,
    actor: Actor,
    confirmed: Confirmed | None = None,
    now: datetime | None = None,
) -> ChangeReport:
    """Send a report. The same ``origin`` gives the same report, however often.

    ``answers`` are complete; ``documents`` are pairs of the kind of document and the document. A
    late report is taken like any other. Raises ``NotNow`` for what cannot be reported in this case
    (any more), ``LimitReached`` when too many wait to be read, ``NotReadBack`` for a helper without
    the person's confirmation.
    """
    check_confirmed(actor, confirmed)
    if earlier := ChangeReport.objects.filter(origin=origin, case=case).first():
        return earlier
    with act(case, "case.report", actor=actor, now=now) as doing:
        what = kinds_of(doing.case, doing.today).get(kind)
        if what is None:
            raise NotNow("no_change", _("This can no longer be reported in this case."))
        limits.check("unread_changes", 1 + doing.case.changes.filter(noted_at=None).count())
        since = since_of(what.form(schema_version), answers) or doing.today
        period = what.period(case.permit_type.code, standing(doing.case, doing.today))
        last = period.last_day(since, doing.pack.calendar) if period else None
        report = ChangeReport.objects.create(
            origin=origin,
            case=doing.case,
            person_id=doing.case.person_id,
            kind=kind,
            schema_version=schema_version,
            answers=dict(answers),
            language=language,
            days={"since": since.isoformat(), "last_day": last.isoformat() if last else None},
            centre=confirmed.centre if confirmed else {},
            by_id=actor.user_id,
            at=doing.at,
            on=doing.today,
        )
        doing.keep(documents, report=report)
        queue_change(doing.case, report)
        keep_confirmation(doing, ConfirmedAct.REPORTED, confirmed)
        doing.record("reported", change=kind, report=report.pk, documents=len(documents))
        doing.case.reported = True
        _receipt(doing, report)
    return report


def _receipt(doing: Act, report: ChangeReport) -> None:
    """Into the postbox: what was reported, and that the office has it since today."""
    tell(
        doing,
        "change_reported",
        change=lambda: str(report.what.name),
        day=doing.today,
        late=lambda: late_sentence(report),
        content=lambda: _in_lines(report),
    )


def late_sentence(report: ChangeReport) -> str:
    """In the active language; empty for what is in time, or has no period."""
    if not report.is_late or report.last_day is None:
        return ""
    return _(
        "The last day to report this was %(day)s. The office takes the report all the same and "
        "sees that it came later."
    ) % {"day": formats.day_long(report.last_day)}


def _in_lines(report: ChangeReport) -> str:
    parts = schema.review(
        report.form,
        report.answers,
        current(),
        answered_in=report.language,
        today=report.on,
        check=False,
    )
    rows = (row for part in parts for row in part.rows if row.value)
    return "\n".join(f"• {row.label}: {', '.join(row.value.splitlines())}" for row in rows)


def take_note(report: ChangeReport, *, actor: Actor, now: datetime | None = None) -> ChangeReport:
    """An officer has read the report and deals with it. Doing it again changes nothing."""
    with act(report.case, "case.note", actor=actor, now=now) as doing:
        row = doing.case.changes.select_for_update().get(pk=report.pk)
        row.case = doing.case
        if row.is_noted:
            return row
        row.noted_by_id, row.noted_at = doing.by, doing.at
        row.save(update_fields=["noted_by", "noted_at"])
        doing.record("change_noted", change=row.kind, report=row.pk)
        doing.case.reported = doing.case.changes.filter(noted_at=None).exists()
    return row
