"""What happens to each case: named steps, days apart, by the product's own actions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from accounts.actor import Actor
from applicants.actions.changing import send_change
from cases import actions
from cases.actions import Asked
from cases.actions.reporting import take_note
from cases.decisions import (
    Fact,
    Proposal,
    countersign,
    issue,
    longest_months_for,
    longest_validity,
    propose,
    send_back,
)
from cases.decisions.proposal import choices
from cases.models import Case, Decision, Request, RequestItem
from demo.changes import written
from demo.people import Someone
from documents.models import Document
from permits.packs import load_pack


@dataclass
class Scene:
    """A case on its way. ``at`` moves on with each step and never past ``now``."""

    case: Case
    someone: Someone
    at: datetime
    now: datetime
    applicant: Actor
    officer: Actor
    second: Actor
    supervisor: Actor
    paper: Callable[[str], Document]
    notes: dict[str, object] = field(default_factory=dict)

    def later(self, days: int) -> datetime:
        self.at = min(self.at + timedelta(days=days, minutes=40), self.now)
        return self.at

    @property
    def request(self) -> Request:
        return self.case.requests.order_by("-seq")[0]

    @property
    def decision(self) -> Decision:
        return Decision.objects.live().select_related("case").get(case=self.case)


Step = Callable[[Scene], object]
A_YEAR = 12


def lodge(scene: Scene) -> None:
    """The applicant comes in person, where the permit wants it."""
    at = scene.later(1)
    if scene.case.lodged_on is None:
        actions.record_appearance(scene.case, actor=scene.officer, now=at)


def begin(scene: Scene) -> None:
    actions.take(scene.case, actor=scene.officer, now=scene.later(1))
    actions.begin(scene.case, actor=scene.officer, now=scene.at)
    for row in scene.case.documents.all()[:2]:
        actions.judge_document(row, "accepted", actor=scene.officer, now=scene.at)
        actions.see_original(row, actor=scene.officer, now=scene.at)


def pay(scene: Scene) -> None:
    at = scene.later(1)
    actions.record_fee(
        scene.case, method="card_terminal", paid_on=at.date(), actor=scene.officer, now=at
    )


def ask(scene: Scene) -> None:
    """One paper is insufficient, one question is open."""
    row = scene.case.documents.order_by("requirement").first()
    assert row is not None
    at = scene.later(6)
    actions.judge_document(row, "insufficient", reason="too_old", actor=scene.officer, now=at)
    actions.ask(
        scene.case,
        [
            Asked(RequestItem.Kind.INSUFFICIENT, "too_old", row.requirement),
            Asked(RequestItem.Kind.INFORMATION, "explain"),
        ],
        legal_basis=load_pack(scene.case.pack).period("defect_call").legal_basis,
        actor=scene.officer,
        now=at,
    )


def suspend(scene: Scene) -> None:
    actions.suspend(scene.case, "defects", request=scene.request, actor=scene.officer, now=scene.at)


def answer(scene: Scene) -> None:
    item = scene.request.items.exclude(requirement="").first()
    assert item is not None
    actions.answer(
        scene.request,
        text=WORDS.get(scene.case.language, WORDS["en"]),
        documents=[(item.requirement, scene.paper(item.requirement))],
        language=scene.case.language,
        actor=scene.applicant,
        now=scene.later(4),
    )


WORDS = {
    "uk": "Надсилаю новий документ. Стара довідка була видана у травні.",
    "vi": "Tôi gửi giấy tờ mới. Giấy tờ cũ được cấp vào tháng Năm.",
    "ar": "أرسل المستند الجديد. صدر المستند القديم في شهر أيار.",
    "cs": "Posílám nový doklad. Starý byl vydán v květnu.",
    "en": "Here is a new document. The old one was issued in May.",
}


def wait_for_body(scene: Scene) -> None:
    actions.suspend(scene.case, "preliminary_question", actor=scene.officer, now=scene.later(5))


def note(scene: Scene) -> None:
    actions.note(
        scene.case, "Zavolat zaměstnavateli ohledně smlouvy.", actor=scene.officer, now=scene.at
    )


def propose_grant(scene: Scene) -> None:
    at = scene.later(7)
    first = at.date() + timedelta(days=10)
    permit = scene.case.permit_type
    last = (
        longest_validity(first, longest_months_for(scene.case) or A_YEAR) if permit.ends else None
    )
    propose(
        scene.case,
        Proposal(outcome="grant", valid_from=first, valid_to=last),
        actor=scene.officer,
        now=at,
    )


def propose_refusal(scene: Scene) -> None:
    offered = choices(scene.case)
    evidence = tuple(str(row.pk) for row in scene.case.documents.all()[:1])
    propose(
        scene.case,
        Proposal(
            outcome="refuse",
            facts=(Fact(offered.facts[0].code, evidence),),
            grounds=(offered.grounds[0].code,),
            remedy=offered.remedies[0].code,
        ),
        actor=scene.officer,
        now=scene.later(7),
    )


def return_it(scene: Scene) -> None:
    send_back(
        scene.decision,
        version=scene.decision.current,
        comment="Doplňte prosím, z čeho vyplývá druhá skutečnost.",
        actor=scene.second,
        now=scene.later(1),
    )


def sign(scene: Scene) -> None:
    countersign(
        scene.decision, version=scene.decision.current, actor=scene.second, now=scene.later(1)
    )


def issue_it(scene: Scene) -> None:
    issue(scene.decision, actor=scene.second, now=scene.later(1))


def fingers(scene: Scene) -> None:
    actions.take_biometrics(scene.case, actor=scene.officer, now=scene.later(6))


def card(scene: Scene) -> None:
    number = f"UTR{scene.case.number.split('/')[0][-4:].strip('-').zfill(6)}"
    actions.card_is_ready(scene.case, card_number=number, actor=scene.officer, now=scene.later(15))


def hand_over(scene: Scene) -> None:
    actions.hand_over_card(scene.case, actor=scene.officer, now=scene.later(4))


def move(scene: Scene) -> None:
    """The card is there; some days later the person lives elsewhere and reports it online."""
    at = scene.later(9)
    since = at.date() - timedelta(days=3)
    draft = written(scene.case, "ADDRESS", scene.someone, since=since, actor=scene.applicant, at=at)
    send_change(draft, actor=scene.applicant, now=at)


def note_change(scene: Scene) -> None:
    take_note(scene.case.changes.get(), actor=scene.officer, now=scene.later(2))


def write(scene: Scene) -> None:
    """What fits no form; nobody has read it yet."""
    at = scene.later(2)
    draft = written(
        scene.case,
        "OTHER",
        scene.someone,
        actor=scene.applicant,
        at=at,
        message="I shall be abroad for two weeks. Please write to me after that.",
    )
    send_change(draft, actor=scene.applicant, now=at)


def withdraw(scene: Scene) -> None:
    actions.withdraw(scene.case, actor=scene.applicant, now=scene.later(3))


def inadmissible(scene: Scene) -> None:
    actions.declare_inadmissible(
        scene.case,
        "not_entitled",
        reason="Žadatel žádost podat nemůže.",
        actor=scene.officer,
        now=scene.later(2),
    )


def discontinue(scene: Scene) -> None:
    actions.discontinue(
        scene.case,
        "fee_unpaid",
        reason="Poplatek nebyl zaplacen.",
        actor=scene.officer,
        now=scene.later(20),
    )


def not_lodged(scene: Scene) -> None:
    actions.record_not_lodged(scene.case, actor=scene.officer, now=scene.later(12))


def not_collected(scene: Scene) -> None:
    actions.record_not_collected(scene.case, actor=scene.officer, now=scene.later(75))


_OPEN: tuple[Step, ...] = (lodge, begin)
_PAID = (*_OPEN, pay)
_APPROVED = (*_PAID, propose_grant, sign, issue_it)
_GRANTED = (*_APPROVED, fingers, card, hand_over)

STORIES: dict[str, tuple[Step, ...]] = {
    "sent": (),
    "lodged": (lodge,),
    "open": (*_OPEN, note),
    "wrote": (*_OPEN, write),
    "paid": _PAID,
    "asked": (*_OPEN, ask),
    "stopped": (*_PAID, ask, suspend),
    "answered": (*_PAID, ask, suspend, answer),
    "waiting": (*_PAID, wait_for_body),
    "proposed": (*_PAID, propose_grant),
    "proposed_refusal": (*_PAID, ask, answer, propose_refusal),
    "returned": (*_PAID, propose_refusal, return_it),
    "countersigned": (*_PAID, propose_grant, sign),
    "refused": (*_PAID, ask, answer, propose_refusal, sign, issue_it),
    "approved": _APPROVED,
    "fingers": (*_APPROVED, fingers),
    "card_ready": (*_APPROVED, fingers, card),
    "granted": _GRANTED,
    "moved": (*_GRANTED, move, note_change),
    "withdrawn": (*_OPEN, withdraw),
    "inadmissible": (lodge, inadmissible),
    "discontinued": (*_OPEN, discontinue),
    "not_lodged": (not_lodged,),
    "not_collected": (*_APPROVED, not_collected),
}
