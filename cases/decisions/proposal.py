"""What a proposal says, and the check that it is whole: fact, evidence, ground, remedy."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from cases.decisions.errors import DecisionRefused
from cases.models import Case, CaseDocument, DecisionVersion
from cases.models.documents import told_apart
from permits.calendar import ONE_DAY, months_later
from permits.models import DocumentType, Phrase, PhraseKind
from permits.validity import longest_months

GRANT = DecisionVersion.Outcome.GRANT
REFUSE = DecisionVersion.Outcome.REFUSE


@dataclass(frozen=True)
class Fact:
    """A fact of the pack's list, the documents that prove it, and a free sentence if need be.

    ``documents`` are ids of ``CaseDocument`` rows of the same case; ``text`` is in the binding
    language.
    """

    phrase: str
    documents: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Proposal:
    """The content of one version. A grant needs its validity; a refusal all the rest."""

    outcome: str
    facts: tuple[Fact, ...] = ()
    grounds: tuple[str, ...] = ()
    remedy: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    comment: str = ""

    @classmethod
    def of(cls, version: DecisionVersion) -> "Proposal":
        """The content of a version that was proposed."""
        facts = [
            Fact(fact["phrase"], tuple(fact["documents"]), fact["text"]) for fact in version.facts
        ]
        return cls(
            outcome=version.outcome,
            facts=tuple(facts),
            grounds=tuple(version.grounds),
            remedy=version.remedy,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
            comment=version.comment,
        )

    def fields(self) -> dict[str, Any]:
        """As the columns of ``DecisionVersion``."""
        refusal = self.outcome == REFUSE
        return {
            "outcome": self.outcome,
            "facts": [asdict(fact) | {"documents": list(fact.documents)} for fact in self.facts],
            "grounds": list(self.grounds) if refusal else [],
            "remedy": self.remedy if refusal else "",
            "valid_from": None if refusal else self.valid_from,
            "valid_to": None if refusal else self.valid_to,
            "comment": self.comment,
        }


@dataclass(frozen=True)
class Choices:
    """The translated items of the pack that a decision on this case may be built from."""

    grounds: Sequence[Phrase] = field(default_factory=list)
    facts: Sequence[Phrase] = field(default_factory=list)
    remedies: Sequence[Phrase] = field(default_factory=list)


def choices(case: Case) -> Choices:
    """Grounds, facts and remedies of the case's pack that apply to its type of permit."""
    return Choices(
        grounds=_applying(case, PhraseKind.REFUSAL),
        facts=_applying(case, PhraseKind.FACT),
        remedies=_applying(case, PhraseKind.REMEDY),
    )


def papers_of(case: Case) -> list[tuple[str, str]]:
    """What may prove a fact: id of each document of the case, and its kind with the file's name."""
    kinds = {row.code: row.name for row in DocumentType.objects.filter(pack=case.pack)}
    rows = list(case.documents.select_related("document"))
    names = told_apart(rows)
    return [
        (str(row.pk), f"{kinds.get(row.requirement, row.requirement)}: {names[row.pk]}")
        for row in rows
    ]


def check(case: Case, proposal: Proposal) -> None:
    """Raise DecisionRefused unless the proposal is whole and made of what this case has."""
    if proposal.outcome == GRANT:
        _check_validity(case, proposal)
    else:
        _check_reasons(case, proposal)
    _check_evidence(case, proposal)


def _check_validity(case: Case, proposal: Proposal) -> None:
    if proposal.valid_from is None:
        raise DecisionRefused("validity_missing")
    months = longest_months_for(case)
    if proposal.valid_to is None:
        if case.permit_type.ends:
            raise DecisionRefused("validity_missing")
        return
    if proposal.valid_to < proposal.valid_from:
        raise DecisionRefused("validity_order")
    if months and proposal.valid_to > longest_validity(proposal.valid_from, months):
        raise DecisionRefused("validity_too_long")


def _check_reasons(case: Case, proposal: Proposal) -> None:
    if not proposal.facts:
        raise DecisionRefused("fact_missing")
    if any(not fact.documents and not fact.text.strip() for fact in proposal.facts):
        raise DecisionRefused("evidence_missing")
    if not proposal.grounds:
        raise DecisionRefused("ground_missing")
    offered = choices(case)
    if not set(proposal.grounds) <= {phrase.code for phrase in offered.grounds}:
        raise DecisionRefused("ground_unknown")
    if not {fact.phrase for fact in proposal.facts} <= {phrase.code for phrase in offered.facts}:
        raise DecisionRefused("ground_unknown")
    if proposal.remedy not in {phrase.code for phrase in offered.remedies}:
        raise DecisionRefused("remedy_missing")


def _check_evidence(case: Case, proposal: Proposal) -> None:
    wanted = {UUID(document) for fact in proposal.facts for document in fact.documents}
    held = set(CaseDocument.objects.filter(case=case, pk__in=wanted).values_list("pk", flat=True))
    if wanted - held:
        raise DecisionRefused("evidence_foreign")


def longest_months_for(case: Case) -> int | None:
    """Months for which the permit may be granted at most, by what was filed and when."""
    return longest_months(case.permit_type, case.answers or {}, case.filed_on)


def longest_validity(start: date, months: int) -> date:
    """The last day of a permit that is valid for ``months`` from ``start``."""
    return months_later(start, months) - ONE_DAY


def _applying(case: Case, kind: str) -> list[Phrase]:
    phrases = Phrase.objects.of_kind(kind, case.pack)
    return [phrase for phrase in phrases if phrase.applies(case.permit_type.code)]
