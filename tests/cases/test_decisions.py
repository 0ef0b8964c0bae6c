"""One officer proposes, another signs, then it is issued; what was proposed never changes."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.actor import Actor
from cases.actions import record_fee
from cases.decisions import (
    DecisionRefused,
    Fact,
    Proposal,
    changes,
    countersign,
    issue,
    longest_validity,
    propose,
    send_back,
)
from cases.errors import NotNow
from cases.models import Case, CaseDocument, Decision, Letter
from tests.cases.conftest import at, file_for, make_document

GRANT = Proposal(outcome="grant", valid_from=date(2026, 10, 1))


@pytest.fixture
def proof(running: Case) -> str:
    document = make_document(running.person)
    return str(CaseDocument.objects.create(case=running, document=document, requirement="FUNDS").pk)


@pytest.fixture
def refusal(proof: str) -> Proposal:
    return Proposal(
        outcome="refuse",
        facts=(Fact("no_income", (proof,)),),
        grounds=("NO_FUNDS",),
        remedy="appeal",
    )


def pay(case: Case, actor: Actor) -> None:
    record_fee(case, method="cash", paid_on=date(2026, 9, 4), actor=actor, now=at(9, 4))


def test_a_refusal_goes_through_two_officers(
    running: Case, refusal: Proposal, novotna: Actor, dvorak: Actor
) -> None:
    decision = propose(running, refusal, actor=novotna, now=at(9, 5))
    countersign(decision, version=1, actor=dvorak, now=at(9, 6))
    case = issue(decision, actor=dvorak, now=at(9, 7))
    assert case.state == "refused"
    assert Letter.objects.filter(case=case, kind="decision", about=decision.pk).count() == 1


def test_an_approval_needs_the_fee(running: Case, novotna: Actor, dvorak: Actor) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 5))
    countersign(decision, version=1, actor=dvorak, now=at(9, 6))
    with pytest.raises(NotNow):
        issue(decision, actor=dvorak, now=at(9, 7))
    decision.refresh_from_db()
    assert decision.state == Decision.State.COUNTERSIGNED
    pay(running, novotna)
    assert issue(decision, actor=dvorak, now=at(9, 8)).state == "pre_approved"


def test_nobody_signs_what_they_proposed(running: Case, novotna: Actor) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 5))
    with pytest.raises(DecisionRefused) as refused:
        countersign(decision, version=1, actor=novotna, now=at(9, 6))
    assert refused.value.code == "own_proposal"


def test_nor_a_later_version_of_it(running: Case, novotna: Actor, dvorak: Actor) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 5))
    send_back(decision, version=1, comment="Zkontrolujte platnost.", actor=dvorak, now=at(9, 6))
    propose(running, GRANT, actor=dvorak, now=at(9, 7))
    with pytest.raises(DecisionRefused) as refused:
        countersign(decision, version=2, actor=novotna, now=at(9, 8))
    assert refused.value.code == "own_proposal"


def test_a_return_says_why(running: Case, novotna: Actor, dvorak: Actor) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 5))
    with pytest.raises(DecisionRefused):
        send_back(decision, version=1, comment="  ", actor=dvorak, now=at(9, 6))


def test_the_earlier_version_stays_as_it_was(
    running: Case, refusal: Proposal, novotna: Actor, dvorak: Actor
) -> None:
    decision = propose(running, refusal, actor=novotna, now=at(9, 5))
    send_back(decision, version=1, comment="Doplňte.", actor=dvorak, now=at(9, 6))
    propose(running, GRANT, actor=novotna, now=at(9, 7))
    first, second = decision.versions.order_by("seq")
    assert (first.outcome, first.grounds, second.outcome) == ("refuse", ["NO_FUNDS"], "grant")


def test_the_second_officer_sees_what_a_new_version_changed(
    running: Case, refusal: Proposal, proof: str, novotna: Actor, dvorak: Actor
) -> None:
    decision = propose(running, refusal, actor=novotna, now=at(9, 5))
    send_back(decision, version=1, comment="Which income?", actor=dvorak, now=at(9, 6))
    (fact,) = refusal.facts
    other = replace(fact, documents=(), text="Pouze 8 000 Kč měsíčně.")
    decision = propose(running, replace(refusal, facts=(other,)), actor=novotna, now=at(9, 7))
    first, second = decision.versions.all()
    papers, words = changes(running, first, second)
    assert (len(papers.before), papers.now) == (1, [])
    assert (words.before, words.now) == ([], ["Pouze 8 000 Kč měsíčně."])
    assert papers.label == words.label
    assert changes(running, second, second) == []


def test_another_outcome_changes_all_that_hangs_on_it(
    running: Case, refusal: Proposal, novotna: Actor, dvorak: Actor
) -> None:
    decision = propose(running, refusal, actor=novotna, now=at(9, 5))
    send_back(decision, version=1, comment="It is proven.", actor=dvorak, now=at(9, 6))
    decision = propose(running, GRANT, actor=novotna, now=at(9, 7))
    first, second = decision.versions.all()
    found = changes(running, first, second)
    assert [bool(change.now) for change in found] == [True, True, False, False, False]


def test_a_signature_is_for_the_version_that_was_read(
    running: Case, novotna: Actor, dvorak: Actor, supervisor: Actor
) -> None:
    decision = propose(running, GRANT, actor=novotna, now=at(9, 5))
    send_back(decision, version=1, comment="Doplňte.", actor=dvorak, now=at(9, 6))
    propose(running, GRANT, actor=novotna, now=at(9, 7))
    with pytest.raises(DecisionRefused) as refused:
        countersign(decision, version=1, actor=supervisor, now=at(9, 8))
    assert refused.value.code == "changed"


def test_one_proposal_at_a_time(running: Case, novotna: Actor, dvorak: Actor) -> None:
    propose(running, GRANT, actor=novotna, now=at(9, 5))
    with pytest.raises(DecisionRefused) as refused:
        propose(running, GRANT, actor=dvorak, now=at(9, 5))
    assert refused.value.code == "waiting"


def test_nothing_is_decided_before_proceedings_are_open(filed: Case, novotna: Actor) -> None:
    with pytest.raises(DecisionRefused) as refused:
        propose(filed, GRANT, actor=novotna, now=at(9, 2))
    assert refused.value.code == "not_open"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"facts": ()}, "fact_missing"),
        ({"facts": (Fact("no_income"),)}, "evidence_missing"),
        ({"grounds": ()}, "ground_missing"),
        ({"grounds": ("MADE_UP",)}, "ground_unknown"),
        ({"remedy": ""}, "remedy_missing"),
    ],
)
def test_a_refusal_has_fact_evidence_ground_and_remedy(
    running: Case, refusal: Proposal, novotna: Actor, changes: dict[str, object], code: str
) -> None:
    wanting = Proposal(**{**refusal.__dict__, **changes})
    with pytest.raises(DecisionRefused) as refused:
        propose(running, wanting, actor=novotna, now=at(9, 5))
    assert refused.value.code == code


def test_evidence_comes_from_the_file_of_the_case(
    running: Case, refusal: Proposal, novotna: Actor, cast, permit
) -> None:
    other = file_for(cast.amira, permit)
    foreign = CaseDocument.objects.create(
        case=other, document=make_document(cast.amira.person), requirement="FUNDS"
    )
    wanting = Proposal(**{**refusal.__dict__, "facts": (Fact("no_income", (str(foreign.pk),)),)})
    with pytest.raises(DecisionRefused) as refused:
        propose(running, wanting, actor=novotna, now=at(9, 5))
    assert refused.value.code == "evidence_foreign"


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 1, 1), 24, date(2027, 12, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
        (date(2028, 2, 29), 12, date(2029, 2, 27)),
    ],
)
def test_the_longest_validity_ends_the_day_before(start: date, months: int, last: date) -> None:
    assert longest_validity(start, months) == last


def test_a_permit_is_not_valid_for_longer_than_the_law_allows(
    running: Case, novotna: Actor
) -> None:
    permit = running.permit_type
    permit.max_validity_months = 24
    permit.save()
    too_long = Proposal("grant", valid_from=date(2026, 10, 1), valid_to=date(2028, 10, 1))
    with pytest.raises(DecisionRefused) as refused:
        propose(running, too_long, actor=novotna, now=at(9, 5))
    assert refused.value.code == "validity_too_long"


@pytest.mark.parametrize(("extended_before", "code"), [(120, "validity_missing"), (0, "")])
def test_only_a_permit_that_nobody_extends_is_valid_without_an_end(
    running: Case, novotna: Actor, extended_before: int, code: str
) -> None:
    permit = running.permit_type
    permit.max_validity_months, permit.extension_window_days = None, extended_before
    permit.save()
    endless = Proposal("grant", valid_from=date(2026, 10, 1))
    if code:
        with pytest.raises(DecisionRefused) as refused:
            propose(running, endless, actor=novotna, now=at(9, 5))
        assert refused.value.code == code
    else:
        assert propose(running, endless, actor=novotna, now=at(9, 5)).version.valid_to is None
