"""The whole file of a case, read once for the officer's page: a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from accounts.actor import Actor
from accounts.models import User
from cases.actions.ledger import clock_of
from cases.actions.possible import Offer, possible
from cases.clock import Reading
from cases.models import (
    Answer,
    Case,
    CaseDocument,
    Countersignature,
    Decision,
    DecisionReturn,
    Note,
    Request,
    RequestItem,
)
from i18n.languages import current
from permits import schema
from permits.models import DocumentType, Need, Phrase, PhraseKind
from vault import keys


@dataclass
class Paper:
    """A requirement with the documents that are to meet it."""

    code: str
    name: str
    term: str = ""
    rows: list[CaseDocument] = field(default_factory=list)


@dataclass
class Asked:
    """A request with what its items ask for, in words."""

    request: Request
    items: list[str] = field(default_factory=list)


@dataclass
class CaseFile:
    """What the officer sees. ``offers`` are lawful now, ``barred`` are not and say why."""

    case: Case
    today: date
    clock: Reading
    offers: list[Offer]
    barred: list[Offer]
    answers: list[schema.ReviewSection]
    papers: list[Paper]
    requests: list[Asked]
    notes: list[Note]
    decision: Decision | None
    phrases: dict[tuple[str, str], str]
    people: dict[UUID, str]

    @property
    def missing(self) -> list[Paper]:
        """Requirements to which nothing was put."""
        return [paper for paper in self.papers if not paper.rows]

    @property
    def defects(self) -> list[tuple[str, str]]:
        """Codes and names of what may be wrong with a document."""
        kind = PhraseKind.DEFECT
        return [(code, name) for (of_kind, code), name in self.phrases.items() if of_kind == kind]


def read_file(case: Case, *, actor: Actor, today: date) -> CaseFile:
    """Read the file. ``case`` comes from the actor's scope with person and permit type."""
    offers = possible(case, actor)
    documents = list(case.documents.with_findings())
    requests = list(
        case.requests.prefetch_related(
            "items", Prefetch("answers", Answer.objects.select_related("by"))
        )
    )
    notes = list(case.notes.all())
    decision = (
        Decision.objects.filter(case=case)
        .live()
        .prefetch_related("versions__countersignature", "versions__returned")
        .first()
    )
    papers, phrases = _papers(case, documents), Phrase.objects.names(case.pack)
    return CaseFile(
        case=case,
        today=today,
        clock=clock_of(case, today),
        offers=sorted((offer for offer in offers if offer.is_possible), key=_rank),
        barred=[offer for offer in offers if not offer.is_possible],
        answers=_answers(case),
        papers=papers,
        requests=[_asked(request, papers, phrases) for request in requests],
        notes=notes,
        decision=decision,
        phrases=phrases,
        people=_people(documents, notes, requests, decision),
    )


FIRST = (
    "record_appearance",
    "begin",
    "take",
    "hand_over_card",
    "card_is_ready",
    "take_biometrics",
    "propose",
    "ask",
    "record_fee",
    "lift",
    "suspend",
)
LAST = ("discontinue", "declare_inadmissible", "not_lodged", "not_collected")


def _rank(offer: Offer) -> int:
    """What usually comes next stands first; what ends a case without a decision stands last."""
    if offer.name in FIRST:
        return FIRST.index(offer.name)
    return len(FIRST) + (1 + LAST.index(offer.name) if offer.name in LAST else 0)


def _answers(case: Case) -> list[schema.ReviewSection]:
    form = schema.load(case.permit_type.code, case.schema_version, pack=case.pack)
    return schema.review(
        form, case.answers, current(), answered_in=case.language, today=case.filed_on
    )


def _papers(case: Case, documents: list[CaseDocument]) -> list[Paper]:
    """Requirements in the order of the catalogue, then papers that it no longer names."""
    by_code: dict[str, list[CaseDocument]] = defaultdict(list)
    for row in documents:
        by_code[row.requirement].append(row)
    requirements = case.permit_type.requirements.by_need().select_related("document_type")  # type: ignore[attr-defined]
    wanted = [row for row in requirements if row.need == Need.REQUIRED or row.code in by_code]
    kinds = {row.code: row.document_type for row in wanted}
    if strays := set(by_code) - set(kinds):
        found = DocumentType.objects.filter(pack=case.pack, code__in=strays)
        kinds |= {kind.code: kind for kind in found}
    return [
        Paper(
            code,
            kinds[code].name if code in kinds else code,
            kinds[code].term if code in kinds else "",
            by_code.get(code, []),
        )
        for code in dict.fromkeys([*kinds, *by_code])
    ]


def _asked(request: Request, papers: list[Paper], phrases: dict[tuple[str, str], str]) -> Asked:
    names = {paper.code: paper.name for paper in papers}
    asked = Asked(request)
    for item in request.items.all():
        words = phrases.get((RequestItem.PHRASE_KINDS[item.kind], item.phrase), item.phrase)
        paper = names.get(item.requirement)
        asked.items.append(f"{paper}: {words}" if paper else words)
    return asked


def _people(
    documents: list[CaseDocument],
    notes: list[Note],
    requests: list[Request],
    decision: Decision | None,
) -> dict[UUID, str]:
    """Names of the staff on this page: two queries, however many acts there were."""
    acts: list[Note | Request | Countersignature | DecisionReturn] = [*notes, *requests]
    wanted = {each.by_id for row in documents for each in row.judgements.all()}
    wanted |= {each.by_id for row in documents for each in row.originals.all()}
    if decision:
        for version in decision.versions.all():
            wanted.add(version.proposed_by_id)
            acts += [
                each
                for name in ("countersignature", "returned")
                if (each := getattr(version, name, None))
            ]
    wanted |= {each.by_id for each in acts}
    if not wanted:
        return {}
    users = list(User.objects.filter(pk__in=wanted).select_related("person"))
    keys.preload({user.person.pk for user in users})
    return {user.pk: user.person.display_name for user in users}
