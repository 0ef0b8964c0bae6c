"""Which documents a draft needs, and which it has."""

from dataclasses import dataclass, field

from applicants.models import Draft, DraftDocument
from permits import schema
from permits.catalogue import catalogue, is_required
from permits.models import Need, Requirement


@dataclass
class Card:
    """One document that the permit wants, with the files put to it.

    ``needed`` is false for one that is wanted in some cases only, when nobody but the person can
    tell whether this is such a case.
    """

    requirement: Requirement
    needed: bool
    papers: list[DraftDocument]
    errors: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.requirement.code

    @property
    def file_names(self) -> list[str]:
        return [p.document.file_name or "" for p in self.papers if p.document.is_stored]

    @property
    def missing(self) -> bool:
        return self.needed and not any(paper.document.is_stored for paper in self.papers)


@dataclass
class Needs:
    """Every document of a draft: cards, and the names of those that the office may ask for."""

    cards: list[Card]
    on_request: list[Requirement]

    @property
    def missing(self) -> list[Card]:
        return [card for card in self.cards if card.missing]

    def card(self, code: str) -> Card | None:
        """The card of a requirement that is asked of this draft."""
        return next((card for card in self.cards if card.code == code), None)


def needs_of(draft: Draft) -> Needs:
    """What this draft needs at its place and with its answers. Two queries."""
    rows = catalogue(draft.permit_type.pack).named_at(draft.permit_type_id, draft.place)
    papers: dict[str, list[DraftDocument]] = {}
    for paper in draft.papers.select_related("document"):
        papers.setdefault(paper.requirement, []).append(paper)
    answers = schema.prune(draft.schema, draft.answers)
    cards, on_request = [], []
    for row in rows:
        held = papers.get(row.code, [])
        if row.need == Need.ON_REQUEST and not held:
            on_request.append(row)
            continue
        applies = is_required(row, answers)
        if applies or held or not row.when:
            cards.append(Card(row, applies, held))
    return Needs(cards, on_request)
