"""Reporting a change: kept privately while written, then sent with its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.actor import Actor
from applicants.actions.drafting import written
from applicants.actions.filing import Incomplete
from applicants.actions.papers import drop, put
from applicants.actions.standing import may_still_act
from applicants.content import change_content
from applicants.models import ChangeDocument, ChangeDraft
from audit import log
from cases.actions.confirming import check_confirmed
from cases.actions.reporting import report_change
from cases.errors import Refused
from cases.models import Case, ChangeReport, Confirmed
from documents.actions import remove
from documents.models import Document
from permits import schema
from permits.changes import SINCE, ChangeKind


class ChangeSent(Refused):
    """The report was sent meanwhile, from another window or device."""

    def __init__(self) -> None:
        super().__init__("sent", _("This report has been sent."))


class TooManyFiles(Refused):
    """This kind of report takes no more."""

    def __init__(self, most: int) -> None:
        words = ngettext(
            "At most %(count)s file can be added here.",
            "At most %(count)s files can be added here.",
            most,
        )
        super().__init__("too_many", words % {"count": most})


class NothingNew(Refused):
    """Every answer is empty."""

    def __init__(self) -> None:
        super().__init__("nothing", _("Write what has changed before you go on."))


@dataclass(frozen=True)
class Kept:
    """What a save did; ``conflicts`` and ``reading`` as ``drafting.Saved`` has them."""

    draft: ChangeDraft
    page: schema.BoundSection
    conflicts: dict[str, str]
    reading: schema.Reading | None = None


def change_in(
    case: Case, kind: ChangeKind, *, language: str, now: datetime | None = None
) -> ChangeDraft:
    """The report of this kind that is being written; a new one if there is none."""
    draft, _made = ChangeDraft.objects.get_or_create(
        case=case,
        kind=kind.code,
        sent_at=None,
        defaults={
            "person_id": case.person_id,
            "schema_version": kind.latest(),
            "language": language,
            "saved_at": now or timezone.now(),
        },
    )
    draft.case, draft.person = case, case.person
    return draft


@transaction.atomic
def save_change(
    draft: ChangeDraft,
    *,
    posted: Mapping[str, str],
    was: Mapping[str, str] | None,
    language: str = "",
    actor: Actor,
    now: datetime | None = None,
) -> Kept:
    """Keep what the page changed, as ``drafting.save_section`` does. Raises ``ChangeSent``."""
    row = _locked(draft)
    answers, conflicts, reading = written(row.section, row.answers or {}, posted=posted, was=was)
    changed = answers != row.answers
    row.answers = answers
    row.language = language or row.language
    row.saved_at = now or timezone.now()
    row.save(update_fields=["answers", "language", "saved_at"])
    if changed:
        _log("applicants.saved_change", row, actor)
    page = schema.bind(row.section, answers, by_helper=bool(actor.acting_for))
    page.conflicts = conflicts
    return Kept(row, page, conflicts, reading)


def missing_in(draft: ChangeDraft, today: date, *, by_helper: bool = False) -> list[schema.Missing]:
    """What is unanswered or not understood. Raises ``NothingNew`` when nothing is answered."""
    missing = schema.missing(draft.schema, draft.answers or {}, today=today, by_helper=by_helper)
    given = schema.prune(draft.schema, draft.answers or {})
    if not missing and not any(name != SINCE for part in given.values() for name in part):
        raise NothingNew
    return missing


@transaction.atomic
def attach_to_change(
    draft: ChangeDraft,
    requirement: str,
    document: Document,
    *,
    actor: Actor,
    key: UUID | None = None,
    replaces: UUID | None = None,
) -> ChangeDocument:
    """Put a stored file to one of the papers asked for, or to none in particular; in the place of
    ``replaces`` if there.

    The same ``key`` again is the same file sent twice: the first stays. Raises ``ChangeSent`` when
    the report was sent or the right to it ended meanwhile, ``TooManyFiles``, ``LimitReached``, and
    ``ValueError`` for a file of somebody else.
    """
    if not may_still_act(actor):
        raise ChangeSent
    row = _locked(draft)
    if not Case.objects.visible_to(actor).filter(pk=row.case_id).exists():
        raise ChangeSent
    paper: ChangeDocument
    paper, new = put(
        row.papers,
        requirement,
        document,
        owner_id=row.person_id,
        actor=actor,
        key=key,
        replaces=replaces,
    )
    if new:
        most = row.what.files
        if most is not None and row.papers.count() > most:
            raise TooManyFiles(most)
        _log("applicants.attach_to_change", row, actor, document=str(document.pk))
    return paper


@transaction.atomic
def detach_from_change(paper: ChangeDocument, *, actor: Actor) -> None:
    """Take a file away and shred it. Raises ``ChangeSent``: what was sent is evidence."""
    _locked(paper.draft)
    drop(paper, actor)


@transaction.atomic
def discard_change(draft: ChangeDraft, *, actor: Actor) -> None:
    """Throw away what was not sent, with its files. Raises ``ChangeSent``."""
    row = _locked(draft)
    papers = list(row.papers.select_related("document"))
    _log("applicants.discarded_change", row, actor, files=len(papers))
    row.delete()
    for paper in papers:
        remove(paper.document, actor=actor)


def send_change(
    draft: ChangeDraft,
    *,
    actor: Actor,
    confirmed: Confirmed | None = None,
    now: datetime | None = None,
) -> ChangeReport:
    """Send what is written and attached. Sent twice, at once or again after a cut, it is one.

    Raises ``Incomplete``, ``NothingNew``, ``Refused`` when this can be reported no more,
    ``LimitReached``, and ``NotReadBack`` for a helper without the person's confirmation of what
    stands there now.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        try:
            row = _locked(draft)
        except ChangeSent:
            return sent_as(draft)
        row.case = draft.case
        today = draft.case.permit_type.country.today(moment)
        if missing := missing_in(row, today, by_helper=bool(actor.acting_for)):
            raise Incomplete(missing)
        if actor.acting_for:
            check_confirmed(actor, confirmed, change_content(row))
        papers = list(row.papers.select_related("document"))
        report = report_change(
            draft.case,
            row.kind,
            schema.prune(row.schema, row.answers or {}),
            origin=row.pk,
            schema_version=row.schema_version,
            documents=[(paper.requirement, paper.document) for paper in papers],
            language=row.language,
            actor=actor,
            confirmed=confirmed,
            now=moment,
        )
        row.answers, row.sent_at = {}, moment
        row.save(update_fields=["answers", "sent_at"])
        row.papers.all().delete()
    return report


def sent_as(draft: ChangeDraft) -> ChangeReport:
    """The report that this draft became. Raises ``ChangeReport.DoesNotExist``."""
    report = ChangeReport.objects.get(origin=draft.pk)
    report.case = draft.case
    return report


def _locked(draft: ChangeDraft) -> ChangeDraft:
    """The draft as it is now, kept from others until commit. Raises ``ChangeSent``."""
    row = ChangeDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if row is None or row.sent_at is not None:
        raise ChangeSent
    row.case = draft.case
    return row


def _log(name: str, draft: ChangeDraft, actor: Actor, **payload: object) -> None:
    log.append(
        name,
        actor=actor,
        subjects=[draft.person_id],
        case=draft.case_id,
        payload={"change": str(draft.pk), "kind": draft.kind, **payload},
    )
