"""The formal check: personal appearance, the documents one by one, the start of proceedings."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from cases.actions.act import act
from cases.actions.gateway import step
from cases.actions.phrases import known
from cases.actions.telling import tell
from cases.errors import NotNow
from cases.lifecycle import RUNNING, State
from cases.models import Case, CaseDocument, DocumentJudgement, OriginalSeen


def record_appearance(
    case: Case, *, actor: Actor, on: date | None = None, now: datetime | None = None
) -> Case:
    """The applicant came in person, on ``on`` (default today): the application is lodged.

    Raises ``NotNow`` when it is lodged already, or when the day lies outside the period of the law.
    """
    with act(case, "case.formal_check", actor=actor, now=now) as doing:
        row, day = doing.case, on or doing.today
        if row.state != State.RECEIVED or row.lodged_on is not None:
            raise NotNow("lodged", _("The application is lodged already."))
        assert row.appear_by is not None  # held by a constraint: lodged or to appear
        if not row.filed_on <= day <= min(row.appear_by, doing.today):
            raise NotNow("outside", _("The day lies outside the period for appearing in person."))
        row.lodged_on = day
        row.save(update_fields=["lodged_on"])
        doing.record("appeared", on=day)
        tell(doing, "lodged", day=day)
    return doing.case


def begin(case: Case, *, actor: Actor, now: datetime | None = None) -> Case:
    """The formal check is passed. The clock starts from the day on which it was lodged."""
    with act(case, "case.formal_check", actor=actor, now=now) as doing:
        step(doing, "begin")
        due = doing.clock().due
        tell(doing, "begin", due=due or doing.today)
    return doing.case


def judge_document(
    document: CaseDocument,
    verdict: str,
    *,
    actor: Actor,
    reason: str = "",
    now: datetime | None = None,
) -> DocumentJudgement:
    """Accepted, insufficient (with the code of a ``defect`` phrase), or ``none`` to take it back.

    A ``reason`` goes with the second alone. Raises ``NotNow`` when the case has ended,
    ``LookupError`` for an unknown reason, ``ValueError`` for an unknown verdict.
    """
    verdict = DocumentJudgement.Verdict(verdict)
    with act(document.case, "case.judge_document", actor=actor, now=now) as doing:
        if doing.case.state not in RUNNING:
            raise NotNow("ended", _("The case has ended."))
        if verdict == DocumentJudgement.Verdict.INSUFFICIENT:
            known(doing.pack.code, "defect", reason)
        else:
            reason = ""
        row = CaseDocument.objects.get(pk=document.pk, case=doing.case)
        judgement = DocumentJudgement.objects.create(
            case_document=row,
            seq=row.judgements.count() + 1,
            verdict=verdict,
            reason=reason,
            by_id=doing.by,
            at=doing.at,
        )
        doing.record(
            "document_judged",
            verdict=verdict,
            requirement=row.requirement,
            defect=reason,
        )
    return judgement


def see_original(
    document: CaseDocument, *, actor: Actor, now: datetime | None = None
) -> OriginalSeen:
    """The original was held against the copy; a second time changes nothing."""
    with act(document.case, "case.judge_document", actor=actor, now=now) as doing:
        row = CaseDocument.objects.get(pk=document.pk, case=doing.case)
        seen, is_new = OriginalSeen.objects.get_or_create(
            case_document=row, defaults={"by_id": doing.by, "at": doing.at}
        )
        if is_new:
            doing.record("original_seen", requirement=row.requirement)
    return seen
