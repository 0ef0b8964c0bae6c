"""What the applicant's pages show of cases, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.actor import Actor
from applicants.following.closed import closed, is_late
from applicants.following.papers import Paper, papers_of
from applicants.following.turns import Stage, Turn, stages_of, turn_of, with_letter
from applicants.following.validity import in_words
from applicants.models import ChangeDraft, Draft, Reply
from applicants.progress import Progress, progress_of
from cases.actions.ledger import clock_of
from cases.changed import kinds_of
from cases.clock import Reading
from cases.letters.parts import Item
from cases.letters.source import Source
from cases.models import Case, ChangeReport, Letter, Request, RequestItem
from cases.models.standing import read_standings, standing_of
from cases.models.timeline import timeline
from cases.translated import Translated, own_words
from cases.validity import Validity, validity_of
from i18n import formats
from i18n.languages import current, using
from permits.models import PhraseKind, Verified
from permits.packs import load_pack
from postbox.models import Message
from vault import keys


@dataclass(frozen=True)
class Followed:
    """A case in the list at home."""

    case: Case
    turn: Turn
    clock: Reading
    validity: str = ""
    can_change: bool = False
    """A permit that is valid: what changes now has to be reported."""


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
    valid = validity_of(cases)
    followed = [
        _followed(case, waiting[case.pk], valid.get(case.pk), actor.can("case.report"))
        for case in cases
    ]
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


def _followed(case: Case, waiting: list[Request], valid: Validity | None, may: bool) -> Followed:
    today = today_of(case)
    clock = clock_of(case, today)
    validity = in_words(valid, today) if valid else ""
    ends = {case.pk: valid.last} if valid and valid.last else {}
    can_change = may and case.is_ended and bool(kinds_of(case, today, ends))
    return Followed(case, turn_of(case, waiting, clock), clock, validity, can_change)


@dataclass(frozen=True)
class Unsent:
    """A request that is over for the office and not for the person.

    ``kept``: something written for it stays here. ``open``: an answer is still taken.
    """

    request: Request
    kept: bool
    open: bool


@dataclass
class Page:
    """The applicant's case page."""

    case: Case
    turn: Turn
    stages: list[Stage]
    clock: Reading
    history: list[Any]
    letters: list[Letter]
    papers: list[Paper]
    validity: str = ""
    late: Item | None = None
    """What the person may do when the time limit has passed; None while it has not."""
    otherwise: "Warned | None" = None
    """What follows when a waiting request is not answered; None while none waits."""
    unsent: list[Unsent] = field(default_factory=list)
    words: list[tuple[str, Translated]] = field(default_factory=list)
    """Free sentences of both sides after what they answer, with their translations."""
    changes: list[ChangeReport] = field(default_factory=list)
    begun: list[ChangeDraft] = field(default_factory=list)
    """Reports of changes that were sent, newest first, and those in which something is written."""
    can_change: bool = False
    """Whether there is something that can be reported in this case now."""


def page_of(case: Case, *, papers: bool = True) -> Page:
    """Read the page. ``case`` comes from the actor's own scope with its permit type.

    Without ``papers`` it says how the case stands; what was written and sent stays closed.
    """
    today = today_of(case)
    case.standing = standing_of(case, today)
    clock = clock_of(case, today)
    requests = list(case.requests.prefetch_related("answers", "items").order_by("-seq"))
    waiting = [row for row in requests if row.state == Request.State.OPEN]
    over = [row for row in requests if row.state != Request.State.OPEN]
    letters = _letters(case) if papers else []
    return Page(
        case=case,
        turn=with_letter(turn_of(case, waiting, clock), case, letters),
        stages=stages_of(case),
        clock=clock,
        history=timeline(case, "applicant"),
        letters=letters,
        validity=in_words(valid, today) if (valid := validity_of([case]).get(case.pk)) else "",
        papers=papers_of(case, requests) if papers else [],
        late=_late(case) if clock.overdue else None,
        otherwise=if_unanswered(case) if waiting and not case.ended_on else None,
        unsent=_unsent(case, over),
        words=own_words(case) if papers else [],
        changes=_changes(case) if papers else [],
        begun=_begun(case),
        can_change=bool(kinds_of(case, today)),
    )


def _changes(case: Case) -> list[ChangeReport]:
    found = list(case.changes.all())
    for report in found:
        report.case = case
    return found


def _begun(case: Case) -> list[ChangeDraft]:
    found = [row for row in ChangeDraft.objects.unsent().filter(case=case) if row.answers]
    for draft in found:
        draft.case = case
    return found


def _letters(case: Case) -> list[Letter]:
    ready = case.letters.filter(state=Letter.State.READY)
    return list(ready.select_related("document").order_by("-ready_at"))


def _late(case: Case) -> Item:
    source = Source(case, current())
    phrase = source.phrase(PhraseKind.INACTION, "late")
    return Item(phrase.name_in(source.language), source.sentence(phrase), phrase.legal_basis)


@dataclass(frozen=True)
class Warned:
    """What follows when a request is not answered, by which law, and whether that was checked.

    ``beside``: the whole sentence in a second language, empty for none.
    """

    text: str
    legal_basis: str
    needs_check: bool
    beside: str = ""


def if_unanswered(case: Case, beside: str = "") -> Warned | None:
    """As the letter says it, in the active language; None where the pack says nothing of it."""
    source = Source(case, current())
    phrase = source.if_unanswered()
    if phrase is None:
        return None
    doubted = phrase.verified != Verified.SEEN
    other = ""
    if beside:
        with using(beside):
            other = Source(case, beside).sentence(phrase)
    return Warned(source.sentence(phrase), phrase.legal_basis, doubted, other)


def _unsent(case: Case, over: list[Request]) -> list[Unsent]:
    replies = Reply.objects.unsent().with_papers().filter(request__in=over) if over else []
    kept = {row.request_id for row in replies if row.has_papers or (row.text or "").strip()}
    found = []
    for request in over:
        request.case = case
        lapsed = request.state == Request.State.LAPSED and not request.answers.all()
        still = lapsed and closed(request) is None
        if still or request.pk in kept:
            found.append(Unsent(request, request.pk in kept, closed(request) is None))
    return found


def asked_of(request: Request, beside: str = "") -> list[dict[str, str]]:
    """What a request asks for, in the active language: the letter's own words, and the term.

    ``name_beside`` and ``text_beside``: the same in the language ``beside``, empty for none.
    """
    source = Source(request.case, current())
    items = list(request.items.all())
    others = _asked_in(beside, request, items) if beside else [Item("")] * len(items)
    asked = []
    for item, other in zip(items, others, strict=True):
        shown = source.asked(item)
        asked.append(
            {
                "code": item.requirement,
                "name": shown.title,
                "term": source.document_term(item.requirement),
                "text": shown.text,
                "name_beside": other.title,
                "text_beside": other.text,
            }
        )
    return asked


def answer_by(request: Request) -> str:
    """Until when, in the active language, and that nothing is sent yet."""
    if request.due_on is None or is_late(request, today_of(request.case)):
        return _("What you write and upload is kept here until you send it.")
    words = _("Please answer by %(day)s. What you write and upload is kept here until you send it.")
    return words % {"day": formats.day_long(request.due_on)}


def was_due(request: Request) -> str:
    day = formats.day_long(request.due_on) if request.due_on else ""
    return _("The due date was %(day)s") % {"day": day}


def _asked_in(language: str, request: Request, items: list[RequestItem]) -> list[Item]:
    with using(language):
        source = Source(request.case, language)
        return [source.asked(item) for item in items]
