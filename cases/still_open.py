"""What is still open in the file of a case, for whoever proposes or signs a decision."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import (
    OF_THE_OFFICE,
    Case,
    CaseDocument,
    DecisionVersion,
    DocumentJudgement,
    FeeOwed,
    FeePayment,
    FreeSentence,
    Request,
    RequestItem,
    SentenceTranslation,
)
from cases.models.rows import Part, Rows, rows_of
from cases.models.standing import fee_is_owed
from i18n import formats
from permits.catalogue import Catalogue, catalogue
from permits.models import PhraseKind

PARTS = (
    Part(CaseDocument),
    Part(DocumentJudgement, case="case_document__case"),
    Part(Request, only=("id", "case_id", "seq", "state")),
    Part(RequestItem, case="request__case", only=("id", "request_id", "phrase", "order")),
    Part(FeeOwed),
    Part(FeePayment, case="fee__case", only=("id", "fee_id", "paid_on")),
    Part(FreeSentence, only=("id", "case_id", "kind", "at")),
    Part(SentenceTranslation, case="sentence__case", only=("id", "sentence_id", "seq")),
)


HEARING = (PhraseKind.REQUEST, "file_review")
"""The request with which a pack's law lets the party comment on the file before a refusal."""


@dataclass(frozen=True)
class StillOpen:
    """What nobody has settled, a line each; ``refusing``: what is so only where it is refused."""

    lines: list[str]
    refusing: list[str]

    def of(self, outcome: str) -> "StillOpen":
        """What is to be read by whoever signs a decision of that outcome."""
        refused = outcome == DecisionVersion.Outcome.REFUSE
        return StillOpen([*self.lines, *(self.refusing if refused else ())], [])


def still_open(case: Case) -> StillOpen:
    """In words and in one statement. None of it keeps a decision from being made."""
    rows, known = rows_of(case.pk, PARTS), catalogue(case.pack, case.edition)
    lines = [*_documents(rows), *_missing(case, rows, known), *_sentences(rows), *_requests(rows)]
    if fee_is_owed(rows):
        lines.append(_("The administrative fee has not been recorded as paid."))
    return StillOpen(lines, _unheard(rows, known))


def _unheard(rows: Rows, known: Catalogue) -> list[str]:
    asked = {row.phrase for row in rows.of(RequestItem)}
    if HEARING not in known.phrases or HEARING[1] in asked:
        return []
    return [_("The applicant was not asked to comment on what is in the file.")]


def _documents(rows: Rows) -> Iterable[str]:
    latest = {row.case_document_id: row.verdict for row in rows.of(DocumentJudgement)}
    verdicts = [latest.get(row.pk, "none") for row in rows.of(CaseDocument)]
    if count := verdicts.count(DocumentJudgement.Verdict.NONE):
        yield ngettext(
            "%(count)s document is not judged yet.",
            "%(count)s documents are not judged yet.",
            count,
        ) % {"count": formats.number(count)}
    if count := verdicts.count(DocumentJudgement.Verdict.INSUFFICIENT):
        yield ngettext(
            "%(count)s document is marked as insufficient.",
            "%(count)s documents are marked as insufficient.",
            count,
        ) % {"count": formats.number(count)}


def _missing(case: Case, rows: Rows, known: Catalogue) -> Iterable[str]:
    held = {row.requirement for row in rows.of(CaseDocument)}
    names = [
        known.papers[code].name
        for code in known.required_of(
            case.permit_type_id, case.place, case.answers or {}, case.filed_on
        )
        if code not in held
    ]
    if names:
        yield _("Required and not in the file: %(documents)s.") % {
            "documents": formats.listing(names)
        }


def _sentences(rows: Rows) -> Iterable[str]:
    done = {row.sentence_id for row in rows.of(SentenceTranslation)}
    waiting = [
        row for row in rows.of(FreeSentence) if row.pk not in done and row.kind not in OF_THE_OFFICE
    ]
    if count := len(waiting):
        yield ngettext(
            "%(count)s answer of the applicant is still to be translated.",
            "%(count)s answers of the applicant are still to be translated.",
            count,
        ) % {"count": formats.number(count)}


def _requests(rows: Rows) -> Iterable[str]:
    states = [row.state for row in rows.of(Request)]
    if count := states.count(Request.State.OPEN):
        yield ngettext(
            "%(count)s request still waits for an answer.",
            "%(count)s requests still wait for an answer.",
            count,
        ) % {"count": formats.number(count)}
    if count := states.count(Request.State.LAPSED):
        yield ngettext(
            "%(count)s request was not answered in time.",
            "%(count)s requests were not answered in time.",
            count,
        ) % {"count": formats.number(count)}
