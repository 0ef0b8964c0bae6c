"""What the applicant's pages show of cases, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from applicants.following.turns import Stage, Turn, stages_of, turn_of
from applicants.models import Draft
from applicants.progress import Progress, progress_of
from cases.actions.ledger import clock_of
from cases.clock import Reading
from cases.letters.parts import Item
from cases.letters.source import Source
from cases.models import Case, CaseDocument, Letter, Request
from cases.models.standing import read_standings, standing_of
from cases.models.timeline import timeline
from i18n.languages import current
from permits.models import DocumentType, PhraseKind
from permits.packs import load_pack
from postbox.models import Message
from vault import keys


@dataclass(frozen=True)
class Followed:
    """A case in the list at home."""

    case: Case
    turn: Turn
    clock: Reading


@dataclass(frozen=True)
class Home:
    mine: list[Followed]
    running: list[Followed]
    drafts: list[dict[str, Draft | Progress]]
    ended: list[Followed]
    unread: int


def today_of(case: Case) -> date:
    """The calendar day in the country whose law applies."""
    return load_pack(case.pack).today()


def home_of(actor: Actor) -> Home:
    """Everything about the actor and the children that the actor acts for."""
    cases = list(
        Case.objects.visible_to(actor)
        .select_related("permit_type", "person")
        .prefetch_related("clock_entries")
        .defer("answers")
        .order_by("-filed_at")
    )
    drafts = list(Draft.objects.visible_to(actor).open().select_related("permit_type", "person"))
    keys.preload({row.person_id for row in (*cases, *drafts)})
    waiting = _waiting(cases)
    if cases:
        read_standings(cases, today_of(cases[0]))
    followed = [_followed(case, waiting[case.pk]) for case in cases]
    return Home(
        mine=[each for each in followed if each.turn.mine],
        running=[each for each in followed if not each.case.ended_on],
        drafts=[{"draft": draft, "progress": progress_of(draft)} for draft in drafts],
        ended=[each for each in followed if each.case.ended_on],
        unread=Message.objects.visible_to(actor).unread().count(),
    )


def _waiting(cases: list[Case]) -> dict[UUID, list[Request]]:
    found: dict[UUID, list[Request]] = defaultdict(list)
    for request in Request.objects.waiting().filter(case__in=[case.pk for case in cases]):
        found[request.case_id].append(request)
    return found


def _followed(case: Case, waiting: list[Request]) -> Followed:
    clock = clock_of(case, today_of(case))
    return Followed(case, turn_of(case, waiting, clock), clock)


@dataclass
class Page:
    """The applicant's case page."""

    case: Case
    turn: Turn
    stages: list[Stage]
    clock: Reading
    history: list[Any]
    requests: list[Request]
    letters: list[Letter]
    papers: list[tuple[str, CaseDocument]]
    late: Item | None = None
    """What the person may do when the time limit has passed; None while it has not."""


def page_of(case: Case) -> Page:
    """Read the page. ``case`` comes from the actor's own scope with its permit type."""
    today = today_of(case)
    case.standing = standing_of(case, today)
    clock = clock_of(case, today)
    requests = list(case.requests.prefetch_related("items").order_by("-seq"))
    waiting = [row for row in requests if row.state == Request.State.OPEN]
    return Page(
        case=case,
        turn=turn_of(case, waiting, clock),
        stages=stages_of(case),
        clock=clock,
        history=timeline(case, "applicant"),
        requests=requests,
        letters=list(
            case.letters.filter(state=Letter.State.READY)
            .select_related("document")
            .order_by("-ready_at")
        ),
        papers=_papers(case),
        late=_late(case) if clock.overdue else None,
    )


def _late(case: Case) -> Item:
    source = Source(case, current())
    phrase = source.phrase(PhraseKind.INACTION, "late")
    return Item(phrase.name_in(source.language), source.sentence(phrase), phrase.legal_basis)


def _papers(case: Case) -> list[tuple[str, CaseDocument]]:
    names = {row.code: row.name for row in DocumentType.objects.filter(pack=case.pack)}
    rows = case.documents.with_findings()
    return [(names.get(row.requirement, row.requirement), row) for row in rows]


def asked_of(request: Request) -> list[dict[str, str]]:
    """What a request asks for, in the active language: the letter's own words, and the term."""
    source = Source(request.case, current())
    asked = []
    for item in request.items.all():
        shown = source.asked(item)
        asked.append(
            {
                "code": item.requirement,
                "name": shown.title,
                "term": source.document_term(item.requirement),
                "text": shown.text,
            }
        )
    return asked
