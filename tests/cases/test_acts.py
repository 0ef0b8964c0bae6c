"""The other acts: documents, fee, assignment, notes, the ways in which a case ends."""

from datetime import date

import pytest

from accounts.actions import record_conflict
from accounts.actor import SYSTEM, Actor
from audit.models import Event
from cases.actions import (
    assign,
    begin,
    declare_inadmissible,
    discontinue,
    judge_document,
    note,
    perform,
    possible,
    record_fee,
    release,
    see_original,
    suspend,
    take,
    withdraw,
)
from cases.errors import Changed, NotNow, NotPermitted
from cases.models import Case, CaseDocument
from tests.cases.conftest import at, file_for, make_document
from tests.factories import Cast


@pytest.fixture
def paper(filed: Case) -> CaseDocument:
    document = make_document(filed.person)
    return CaseDocument.objects.create(case=filed, document=document, requirement="PASSPORT")


def test_a_document_is_judged_and_judged_again(paper: CaseDocument, novotna: Actor) -> None:
    judge_document(paper, "insufficient", reason="unreadable", actor=novotna, now=at(9, 2))
    judge_document(paper, "accepted", actor=novotna, now=at(9, 3))
    row = CaseDocument.objects.with_findings().get(pk=paper.pk)
    assert row.verdict == "accepted"
    assert [one.verdict for one in row.judgements.all()] == ["insufficient", "accepted"]


def test_insufficient_needs_a_reason_of_the_pack(paper: CaseDocument, novotna: Actor) -> None:
    with pytest.raises(LookupError):
        judge_document(paper, "insufficient", actor=novotna)


def test_an_original_is_seen_once(paper: CaseDocument, novotna: Actor, dvorak: Actor) -> None:
    first = see_original(paper, actor=novotna, now=at(9, 2))
    assert see_original(paper, actor=dvorak, now=at(9, 3)) == first
    assert first.by_id == novotna.user_id


def test_documents_and_findings_cost_the_same_for_one_and_three(
    filed: Case, paper: CaseDocument, novotna: Actor, django_assert_num_queries
) -> None:
    def read() -> list[str]:
        rows = filed.documents.with_findings()
        return [f"{row.document.media_type} {row.verdict} {row.original_seen}" for row in rows]

    judge_document(paper, "accepted", actor=novotna)
    with django_assert_num_queries(3):
        assert len(read()) == 1
    for _ in range(2):
        CaseDocument.objects.create(
            case=filed, document=make_document(filed.person), requirement="PHOTO"
        )
    with django_assert_num_queries(3):
        assert len(read()) == 3


def test_the_fee_is_paid_once(filed: Case, novotna: Actor) -> None:
    record_fee(filed, method="transfer", paid_on=date(2026, 9, 2), actor=novotna, now=at(9, 3))
    with pytest.raises(NotNow):
        record_fee(filed, method="transfer", paid_on=date(2026, 9, 2), actor=novotna)


def test_a_case_is_taken_by_one_officer(filed: Case, novotna: Actor, dvorak: Actor) -> None:
    assert take(filed, actor=novotna).assigned_to_id == novotna.user_id
    with pytest.raises(NotNow):
        take(filed, actor=dvorak)
    with pytest.raises(NotPermitted):
        release(filed, actor=dvorak)
    release(filed, actor=novotna)
    assert take(filed, actor=dvorak).assigned_to_id == dvorak.user_id


def test_a_supervisor_assigns_but_never_to_somebody_with_a_conflict(
    filed: Case, supervisor: Actor, cast: Cast
) -> None:
    record_conflict(filed.person, cast.dvorak, kind="kin", actor=SYSTEM)
    with pytest.raises(NotPermitted):
        assign(filed, cast.dvorak, actor=supervisor)
    assert assign(filed, cast.novotna, actor=supervisor).assigned_to == cast.novotna


def test_an_officer_with_a_conflict_finds_no_such_case(
    filed: Case, dvorak: Actor, cast: Cast
) -> None:
    record_conflict(filed.person, cast.dvorak, kind="assisted", actor=SYSTEM)
    with pytest.raises(Case.DoesNotExist):
        begin(filed, actor=dvorak)


def test_a_note_is_sealed_and_leaves_an_answer_unanswered(filed: Case, novotna: Actor) -> None:
    Case.objects.filter(pk=filed.pk).update(answered=True)
    written = note(filed, "Call the landlord.", actor=novotna)
    assert written.text == "Call the landlord."
    assert Case.objects.get(pk=filed.pk).answered
    begin(filed, actor=novotna)
    assert not Case.objects.get(pk=filed.pk).answered


def test_the_applicant_withdraws_at_any_time(running: Case, oksana: Actor, novotna: Actor) -> None:
    suspend(running, "question", actor=novotna, now=at(9, 10))
    ended = withdraw(running, actor=oksana, now=at(9, 12))
    assert (ended.state, ended.ending) == ("discontinued", "withdraw")
    assert ended.suspensions.get().ended_by == "case_ended"
    assert ended.due_on is None
    with pytest.raises(NotNow):
        withdraw(running, actor=oksana)


def test_an_officer_cannot_withdraw_for_somebody(running: Case, novotna: Actor) -> None:
    with pytest.raises(NotPermitted):
        withdraw(running, actor=novotna)


def test_inadmissible_and_discontinued_name_their_ground(
    cast: Cast, permit, filed: Case, novotna: Actor
) -> None:
    other = file_for(cast.oksana, permit)
    assert declare_inadmissible(filed, "wrong_form", actor=novotna).ending == "wrong_form"
    ended = discontinue(other, "defect_not_removed", reason="No answer", actor=novotna)
    assert (ended.state, ended.ending) == ("discontinued", "defect_not_removed")
    with pytest.raises(LookupError):
        discontinue(file_for(cast.oksana, permit), "made-up", actor=novotna)


def test_what_was_typed_is_nowhere_but_sealed_in_the_log(filed: Case, novotna: Actor) -> None:
    perform(filed, "begin", reason="PLANTED WORDS", actor=novotna)
    event = Event.objects.filter(name="cases.begin").get()
    assert b"PLANTED" not in bytes(event.sealed)
    assert "PLANTED" not in str(filed.events.get(name="begin").data)


def test_a_change_of_state_is_the_next_link_of_the_chain_of_the_case(
    filed: Case, novotna: Actor, oksana: Actor
) -> None:
    begin(filed, actor=novotna)
    withdraw(filed, actor=oksana)
    links = Event.objects.filter(case_id=filed.pk, case_seq__isnull=False).order_by("case_seq")
    assert [link.name for link in links] == ["cases.begin", "cases.withdraw"]


def test_who_acts_on_an_old_page_is_told(filed: Case, novotna: Actor, dvorak: Actor) -> None:
    seen = Case.objects.get(pk=filed.pk).version
    take(filed, actor=novotna)
    with pytest.raises(Changed):
        begin_with(filed, dvorak, seen)


def begin_with(case: Case, actor: Actor, expected: int) -> None:
    perform(case, "begin", actor=actor, expected=expected)


# What is offered


def offers(case: Case, actor: Actor, now=None) -> dict[str, str]:
    row = Case.objects.visible_to(actor).select_related("permit_type").get(pk=case.pk)
    return {offer.name: str(offer.reason or "") for offer in possible(row, actor, now=now)}


def test_an_officer_is_offered_what_the_law_allows_now(filed: Case, novotna: Actor) -> None:
    found = offers(filed, novotna, at(9, 2))
    open_now = {name for name, reason in found.items() if not reason}
    assert open_now >= {"begin", "declare_inadmissible", "discontinue", "ask", "take", "note"}
    assert found["approve"] == "This is not possible in the present state of the case."
    assert "withdraw" not in found
    assert "resume" not in found


def test_reasons_stand_beside_what_is_not_possible(running: Case, novotna: Actor) -> None:
    found = offers(running, novotna)
    assert found["suspend"] == ""
    assert found["approve"] == "There is no countersigned positive decision."
    assert found["hand_over_card"] == "The permit is not approved."


def test_the_applicant_is_offered_withdrawal_alone(running: Case, oksana: Actor) -> None:
    assert offers(running, oksana) == {"withdraw": ""}


def test_nothing_but_a_note_is_left_when_a_case_has_ended(running, oksana, novotna) -> None:
    withdraw(running, actor=oksana)
    assert set(offers(running, novotna).values()) == {"The case has ended."}


def test_offers_cost_two_queries(running: Case, novotna, django_assert_num_queries) -> None:
    row = Case.objects.select_related("permit_type").get(pk=running.pk)
    with django_assert_num_queries(1):
        possible(row, novotna)
