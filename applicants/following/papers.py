"""The documents of a case as its applicant sees them: what the office found, and what follows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Case, CaseDocument, DocumentJudgement, Request
from permits.catalogue import catalogue
from permits.models import PhraseKind


@dataclass(frozen=True)
class Paper:
    """``why`` it is insufficient, in the pack's words; ``then``: what the person may do about it.

    Both may be empty.
    """

    name: str
    row: CaseDocument
    why: str = ""
    then: str = ""


def papers_of(case: Case, requests: Iterable[Request]) -> list[Paper]:
    """In the active language. ``requests`` of the case, each with its items."""
    known = catalogue(case.pack)
    asked: dict[str, set[str]] = {}
    for request in requests:
        for item in request.items.all():
            asked.setdefault(item.requirement, set()).add(request.state)
    papers = []
    for row in case.documents.with_findings():
        name = known.papers[row.requirement].name if row.requirement in known.papers else ""
        found, why, then = row.judgement, "", ""
        if found and found.verdict == DocumentJudgement.Verdict.INSUFFICIENT:
            why = known.phrases.get((PhraseKind.DEFECT.value, found.reason), "")
            then = "" if case.is_ended else _then(asked.get(row.requirement, set()))
        papers.append(Paper(name or row.requirement, row, why, then))
    return papers


def _then(states: set[str]) -> str:
    """``states`` of the requests in which the office asked for this paper."""
    if Request.State.OPEN in states:
        return _("The office has asked you for it. Send it with your answer.")
    if states:
        return ""
    return _("You need not do anything yet. If the office needs another one, it writes to you.")
