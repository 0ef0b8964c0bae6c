"""Requests, answers, suspensions: who waits for whom, and what the clock makes of it."""

from datetime import date

import pytest

from accounts.actor import Actor
from cases.actions import (
    Asked,
    answer,
    ask,
    clock_of,
    close,
    extend,
    lapse,
    lapse_suspension,
    lift,
    suspend,
)
from cases.errors import NotNow, NotPermitted
from cases.forms.base import phrase_choices
from cases.models import Case, Request, Suspension
from cases.pending import requests_over, suspensions_over
from i18n.formats import isolated
from permits.models import Phrase
from postbox.models import Message
from tests.cases.conftest import at, make_document

MISSING = [Asked("missing", "missing", "ACCOM")]
BASIS = "law, section 45"


@pytest.fixture
def asked(running: Case, novotna: Actor) -> Request:
    return ask(running, MISSING, legal_basis=BASIS, actor=novotna, now=at(9, 21))


def fresh(case: Case) -> Case:
    return Case.objects.select_related("permit_type", "person").get(pk=case.pk)


def send(request: Request, actor: Actor, day, *, text: str = "", papers=()) -> object:
    documents = [(code, make_document(request.case.person)) for code in papers]
    return answer(request, text=text, documents=documents, language="uk", actor=actor, now=day)


def test_asking_sets_the_period_of_the_law_and_does_not_stop_the_clock(asked: Request) -> None:
    case = fresh(asked.case)
    assert asked.due_on == date(2026, 10, 6)
    assert (case.state, case.waiting_for) == ("open", "applicant")
    assert case.due_on == date(2026, 11, 2)
    assert case.queue_on == asked.due_on


def test_a_request_asks_for_something(running: Case, novotna: Actor) -> None:
    with pytest.raises(ValueError, match="asks"):
        ask(running, [], legal_basis=BASIS, actor=novotna, now=at(9, 21))


def test_a_request_is_built_from_phrases_of_the_pack(running: Case, novotna: Actor) -> None:
    with pytest.raises(LookupError):
        ask(running, [Asked("missing", "made-up", "X")], legal_basis=BASIS, actor=novotna)


def test_the_law_behind_a_phrase_keeps_its_order_in_every_direction(running: Case) -> None:
    phrases = [row for row in Phrase.objects.filter(pack=running.pack) if row.legal_basis]
    labels = [label for _code, label in phrase_choices(phrases)]
    assert labels
    for row, label in zip(phrases, labels, strict=True):
        assert label.endswith(f" ({isolated(row.legal_basis)})")


def test_an_answer_without_the_paper_is_not_complete(asked: Request, oksana: Actor) -> None:
    given = send(asked, oksana, at(9, 25), text="It will come later.")
    assert not given.complete
    asked.refresh_from_db()
    assert asked.state == "open"
    case = fresh(asked.case)
    assert case.answered
    assert case.waiting_for == "applicant"


def test_an_answer_may_come_in_parts(asked: Request, oksana: Actor, novotna: Actor) -> None:
    both = ask(
        asked.case,
        [Asked("missing", "missing", "PHOTO"), Asked("information", "explain")],
        legal_basis=BASIS,
        actor=novotna,
        now=at(9, 22),
    )
    assert not send(both, oksana, at(9, 25), papers=["PHOTO"]).complete
    assert send(both, oksana, at(9, 26), text="With my aunt.").complete
    both.refresh_from_db()
    assert (both.state, both.closed_on) == ("answered", date(2026, 9, 26))


def test_a_complete_answer_hands_the_turn_to_the_office(asked: Request, oksana: Actor) -> None:
    assert send(asked, oksana, at(9, 25), papers=["ACCOM"]).complete
    case = fresh(asked.case)
    assert (case.waiting_for, case.answered) == ("office", True)
    assert case.documents.get(requirement="ACCOM").answer is not None
    with pytest.raises(NotNow):
        send(asked, oksana, at(9, 26), text="More")


def test_only_the_person_answers(asked: Request, novotna: Actor, cast) -> None:
    with pytest.raises(NotPermitted):
        send(asked, novotna, at(9, 25), text="For her")
    with pytest.raises(Case.DoesNotExist):
        send(asked, Actor.for_user(cast.stranger), at(9, 25), text="I")


def test_suspension_ends_on_the_day_of_the_complete_answer(
    asked: Request, novotna: Actor, oksana: Actor
) -> None:
    suspend(asked.case, "defects", request=asked, actor=novotna, now=at(9, 21))
    case = fresh(asked.case)
    assert (case.state, case.due_on, case.waiting_for) == ("suspended", None, "applicant")
    extend(asked, date(2026, 10, 30), actor=novotna, now=at(10, 1))
    send(asked, oksana, at(10, 26), papers=["ACCOM"])
    case = fresh(asked.case)
    assert (case.state, case.due_on) == ("open", date(2026, 12, 7))
    reading = clock_of(case, date(2026, 10, 26))
    assert (reading.day, reading.of, reading.paused_days) == (19, 60, 36)
    assert case.steps.get(name="resume").role == "system"


def test_a_lapsed_period_resumes_the_clock_on_its_last_day_whenever_the_sweep_runs(
    asked: Request, novotna: Actor
) -> None:
    suspend(asked.case, "defects", request=asked, actor=novotna, now=at(9, 21))
    assert not lapse(asked, now=at(10, 6))
    assert list(requests_over(at(10, 7)).values_list("pk", flat=True)) == [asked.pk]
    assert lapse(asked, now=at(11, 20))
    assert not lapse(asked, now=at(11, 21))
    case = fresh(asked.case)
    assert case.state == "open"
    assert case.suspensions.get().ended_on == date(2026, 10, 6)
    assert case.due_on == date(2026, 11, 16)  # 41 days after 6 October
    assert not requests_over(at(11, 21)).exists()


def test_an_answer_after_the_due_date_reaches_the_file_all_the_same(
    asked: Request, oksana: Actor
) -> None:
    given = send(asked, oksana, at(10, 9), papers=["ACCOM"])
    asked.refresh_from_db()
    assert asked.state == "lapsed"
    assert given.complete
    assert fresh(asked.case).answered


def test_more_time_is_given_only_before_the_end(asked: Request, novotna: Actor) -> None:
    with pytest.raises(NotNow):
        extend(asked, date(2026, 10, 1), actor=novotna, now=at(9, 30))
    with pytest.raises(NotNow):
        extend(asked, date(2026, 10, 30), actor=novotna, now=at(10, 7))
    extend(asked, date(2026, 10, 30), actor=novotna, now=at(10, 6))
    row = asked.extensions.get()
    assert (row.before, row.after) == (date(2026, 10, 6), date(2026, 10, 30))


def test_closing_a_request_lifts_what_was_suspended_for_it(asked: Request, novotna: Actor) -> None:
    suspend(asked.case, "defects", request=asked, actor=novotna, now=at(9, 21))
    close(asked, actor=novotna, now=at(9, 28))
    assert fresh(asked.case).state == "open"
    assert asked.case.suspensions.get().ended_by == Suspension.End.LIFTED


def test_the_case_goes_on_only_when_the_last_ground_has_ended(
    asked: Request, novotna: Actor, oksana: Actor
) -> None:
    suspend(asked.case, "defects", request=asked, actor=novotna, now=at(9, 21))
    other = suspend(asked.case, "question", actor=novotna, now=at(9, 23))
    send(asked, oksana, at(9, 25), papers=["ACCOM"])
    assert fresh(asked.case).state == "suspended"
    assert fresh(asked.case).waiting_for == "nobody"
    lift(other, actor=novotna, now=at(10, 26))
    assert fresh(asked.case).due_on == date(2026, 12, 7)


def test_a_period_without_a_request_lapses_by_itself(running: Case, novotna: Actor) -> None:
    waiting = suspend(
        running, "question", lapses_on=date(2026, 9, 30), actor=novotna, now=at(9, 21)
    )
    assert not lapse_suspension(waiting, now=at(9, 30))
    assert suspensions_over(at(10, 1)).get() == waiting
    assert lapse_suspension(waiting, now=at(10, 5))
    assert not lapse_suspension(waiting, now=at(10, 5))
    assert fresh(running).state == "open"


def test_the_clock_of_a_case_not_opened_yet_cannot_be_stopped(filed: Case, novotna: Actor) -> None:
    with pytest.raises(NotNow):
        suspend(filed, "question", actor=novotna, now=at(9, 2))


def test_the_applicant_is_told_of_every_pause(asked: Request, novotna: Actor) -> None:
    before = Message.objects.count()
    suspend(asked.case, "defects", request=asked, actor=novotna, now=at(9, 21))
    close(asked, actor=novotna, now=at(9, 28))
    about = [message.case_id for message in Message.objects.order_by("sent_at")[before:]]
    assert about == [asked.case.pk, asked.case.pk]
