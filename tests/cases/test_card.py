"""From the issued approval to the card in the person's hand, or to nothing."""

from datetime import date

import pytest

from accounts.actor import Actor
from cases.actions import (
    card_is_ready,
    hand_over_card,
    record_fee,
    record_not_collected,
    take_biometrics,
)
from cases.decisions import DecisionRefused, Proposal, countersign, issue, propose
from cases.errors import NotNow
from cases.letters.rendering import write
from cases.models import Case, Decision, Letter
from permits.models import Phrase
from tests.cases.conftest import at
from tests.factories import Cast

GRANT = Proposal(outcome="grant", valid_from=date(2026, 10, 1))


def signed(case: Case, first: Actor, second: Actor, proposal: Proposal = GRANT) -> Decision:
    decision = propose(case, proposal, actor=first, now=at(9, 10))
    return countersign(decision, version=1, actor=second, now=at(9, 11))


@pytest.fixture
def approved(running: Case, novotna: Actor, dvorak: Actor) -> Case:
    record_fee(
        running, method="card", paid_on=date(2026, 9, 3), reference="1", actor=novotna, now=at(9, 3)
    )
    return issue(signed(running, novotna, dvorak), actor=dvorak, now=at(9, 12))


def test_an_approval_stops_the_clock_and_waits_for_the_applicant(approved: Case) -> None:
    assert (approved.state, approved.waiting_for) == ("pre_approved", "applicant")
    assert approved.due_on is None
    assert approved.queue_on == date(2026, 11, 11)  # 60 days from the approval


def test_nothing_is_approved_while_the_fee_is_owed(
    running: Case, novotna: Actor, dvorak: Actor
) -> None:
    decision = signed(running, novotna, dvorak)
    with pytest.raises(NotNow) as refused:
        issue(decision, actor=dvorak, now=at(9, 12))
    assert refused.value.code == "fee_is_paid"
    decision.refresh_from_db()
    assert decision.state == "countersigned"


def test_biometric_data_card_ready_handed_over_granted(approved: Case, novotna: Actor) -> None:
    with pytest.raises(NotNow):
        card_is_ready(approved, actor=novotna, now=at(9, 20))
    taken = take_biometrics(approved, actor=novotna, now=at(9, 20))
    assert taken.waiting_for == "office"
    with pytest.raises(NotNow):
        hand_over_card(taken, actor=novotna, now=at(9, 21))
    ready = card_is_ready(taken, card_number="UTR900100", actor=novotna, now=at(10, 10))
    assert ready.waiting_for == "applicant"
    granted = hand_over_card(ready, actor=novotna, now=at(10, 20))
    assert (granted.state, granted.ended_on) == ("granted", date(2026, 10, 20))
    assert granted.card_steps.get(kind="ready").card_number == "UTR900100"
    assert granted.waiting_for == "nobody"


def test_a_card_not_collected_in_sixty_days_ends_the_case(approved: Case, novotna: Actor) -> None:
    taken = take_biometrics(approved, actor=novotna, now=at(9, 20))
    assert taken.queue_on == date(2026, 11, 19)
    with pytest.raises(NotNow):
        record_not_collected(taken, actor=novotna, now=at(11, 19))
    ended = record_not_collected(taken, actor=novotna, now=at(11, 20))
    assert (ended.state, ended.ending) == ("discontinued", "not_collected")


def test_so_says_a_letter_with_the_remedy_and_whoever_issued_it(
    cast: Cast, approved: Case, novotna: Actor
) -> None:
    words = {"name": "Not collected", "text": "Nobody came for the card.", "remedy": "appeal"}
    Phrase.objects.create(pack="cz", kind="discontinuance", code="not_collected", **words)
    taken = take_biometrics(approved, actor=novotna, now=at(9, 20))
    record_not_collected(taken, actor=novotna, now=at(11, 20))
    text = write(Letter.objects.get(case=approved, kind=Letter.Kind.ENDING), "en")
    assert text.remedy
    assert cast.novotna.person.display_name in text.signature[0]


def test_the_proposer_of_a_version_never_signs(running: Case, novotna: Actor) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 10))
    with pytest.raises(DecisionRefused):
        countersign(decision, version=1, actor=novotna, now=at(9, 11))
