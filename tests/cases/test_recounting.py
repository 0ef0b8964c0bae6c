"""A request that lapsed on a wrong day of delivery is counted from the right one."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from accounts import actions as people
from accounts.actor import SYSTEM, Actor
from cases.actions import answer, ask, discontinue, extend
from cases.actions.requests import Asked
from cases.clock import Reading, Status
from cases.decisions import Proposal, propose, send_back
from cases.models import ClockEntry, Suspension
from cases.models.timeline import timeline
from permits.models import PermitType
from postbox.models import Message
from tests.cases.conftest import at, make_document
from tests.cases.posted import Posted
from tests.factories import Cast, UserFactory, signed_in

pytestmark = pytest.mark.django_db
GRANT = Proposal(outcome="grant", valid_from=date(2026, 10, 1))
WRONG = date(2026, 9, 3)  # a Thursday: fifteen days later it is Friday, 18 September


@pytest.fixture
def posted(cast: Cast, permit: PermitType, novotna: Actor) -> Posted:
    return Posted(cast, permit, novotna)


@pytest.fixture
def lapsed(posted: Posted) -> Posted:
    posted.delivered(WRONG, at(9, 4))
    assert posted.lapsed(at(9, 19))
    assert (posted.case.state, posted.request.closed_on) == ("open", date(2026, 9, 18))
    return posted


def days(clock: Reading) -> Reading:
    """Without the names of the pauses, which are ids."""
    return replace(clock, pauses=tuple(replace(pause, ground="") for pause in clock.pauses))


@pytest.mark.parametrize(
    ("right", "now", "state", "due"),
    [
        # The Act on Administrative Proceedings, § 40 (1): the day of delivery is not counted, and
        # a period that ends on a day off ends on the next working day.
        (date(2026, 9, 10), at(9, 21), "open", date(2026, 9, 25)),
        (date(2026, 9, 10), at(9, 25), "open", date(2026, 9, 25)),  # its last day
        (date(2026, 9, 10), at(9, 26), "lapsed", date(2026, 9, 25)),
        (date(2026, 9, 13), at(9, 29), "open", date(2026, 9, 29)),  # 28 September is a holiday
        (date(2026, 9, 13), at(9, 30), "lapsed", date(2026, 9, 29)),
        (date(2026, 9, 4), at(9, 21), "open", date(2026, 9, 21)),  # the fifteenth is a Saturday
        (date(2026, 9, 2), at(9, 21), "lapsed", date(2026, 9, 17)),  # sooner than was thought
    ],
)
def test_it_is_as_if_the_right_day_had_been_recorded(
    lapsed: Posted, right: date, now: datetime, state: str, due: date
) -> None:
    lapsed.corrected(right, now)
    row = lapsed.request
    assert (row.state, row.due_on) == (state, due)
    assert row.closed_on == (None if state == "open" else due)
    other = Posted(lapsed.cast, lapsed.permit, lapsed.officer)
    other.delivered(right, at(9, 18))
    other.lapsed(now)
    assert other.request.state == state
    for moment in (now, at(10, 20)):
        assert days(lapsed.clock(moment)) == days(other.clock(moment))
    mine, theirs = lapsed.case, other.case
    for name in ("state", "due_on", "waiting_for", "queue_on"):
        assert getattr(mine, name) == getattr(theirs, name), name
    ends = Suspension.objects.order_by("at").values_list("ended_on", "ended_by", "lapses_on")
    assert len(set(ends)) == 1


def test_it_lapses_again_on_the_right_day(lapsed: Posted) -> None:
    lapsed.corrected(date(2026, 9, 10), at(9, 21))
    assert lapsed.case.state == "suspended"
    assert lapsed.clock(at(9, 21)).status is Status.STOPPED
    assert not lapsed.lapsed(at(9, 25))
    assert lapsed.lapsed(at(9, 27))
    assert (lapsed.request.closed_on, lapsed.case.state) == (date(2026, 9, 25), "open")
    lapsed.corrected(date(2026, 9, 11), at(9, 28))  # and once more
    assert (lapsed.request.state, lapsed.request.due_on) == ("open", date(2026, 9, 29))
    kinds = ClockEntry.objects.order_by("recorded_at").values_list("kind", flat=True)
    assert list(kinds) == ["start", "stop", "resume", "run_on", "resume", "run_on"]


def test_both_sides_are_told_why(lapsed: Posted) -> None:
    lapsed.corrected(date(2026, 9, 10), at(9, 21))
    for audience in ("office", "applicant"):
        told = {moment.name: moment.title for moment in timeline(lapsed.case, audience)}
        assert "25\xa0September\xa02026" in told["request_reopened"].replace(" ", "\xa0")
        assert "wrong day of delivery" in told["request_reopened"]
    message = Message.objects.get(person=lapsed.person, sent_at=at(9, 21))
    for text in (message.body, message.binding_body):
        assert {"10", "3", "25"} <= set(re.findall(r"\d+", text))


def test_a_complete_answer_that_was_late_by_the_wrong_day_came_in_time(lapsed: Posted) -> None:
    user = UserFactory()
    people.attach_login(lapsed.person, user, actor=SYSTEM)
    papers = [("ACCOM", make_document(lapsed.person))]
    given = {"documents": papers, "language": "uk", "actor": Actor.for_user(user)}
    assert answer(lapsed.request, now=at(9, 23), **given).complete
    lapsed.corrected(date(2026, 9, 10), at(10, 2))
    assert (lapsed.request.state, lapsed.request.closed_on) == ("answered", date(2026, 9, 23))
    suspension = Suspension.objects.get()
    assert (suspension.ended_on, suspension.ended_by) == (date(2026, 9, 23), "answered")
    assert lapsed.case.state == "open"
    subjects = Message.objects.filter(sent_at=at(10, 2)).values_list("binding_subject", flat=True)
    assert len(subjects) == 2  # the answer came in time; the clock runs from another day


def test_another_suspension_goes_on(lapsed: Posted) -> None:
    lapsed.suspend("question")
    lapsed.corrected(date(2026, 9, 10), at(9, 21))
    assert lapsed.case.state == "suspended"
    assert Suspension.objects.running().count() == 2
    assert lapsed.case.events.filter(name="suspension_added").count() == 1


def test_without_a_suspension_nothing_stops(cast: Cast, permit, novotna: Actor) -> None:
    posted = Posted(cast, permit, novotna, suspended=False)
    posted.delivered(WRONG, at(9, 4))
    assert posted.lapsed(at(9, 19))
    posted.corrected(date(2026, 9, 10), at(9, 21))
    assert (posted.request.state, posted.case.state) == ("open", "open")
    assert posted.case.waiting_for == "applicant"


# -- when somebody went on from the lapse


def kept(posted: Posted) -> str:
    """Nothing is undone; the officer's page says what the lapse rests on."""
    before = posted.case.state
    posted.corrected(date(2026, 9, 10), at(9, 22))
    row = posted.request
    assert (row.state, row.due_on, row.closed_on) == (
        "lapsed",
        date(2026, 9, 18),
        date(2026, 9, 18),
    )
    assert Suspension.objects.get().ended_on == date(2026, 9, 18)
    assert posted.case.state == before
    assert not Message.objects.filter(sent_at=at(9, 22)).exists()
    page = signed_in(posted.cast.novotna).get(reverse("cases:case", args=[row.case_id]))
    text = page.content.decode().replace("\xa0", " ")
    assert "A request lapsed on a wrong day of delivery" in text
    return text


def test_a_proposed_decision_stands(lapsed: Posted, novotna: Actor, dvorak: Actor) -> None:
    decision = propose(lapsed.case, GRANT, actor=novotna, now=at(9, 21))
    text = kept(lapsed)
    for day in ("3 September 2026", "18 September 2026", "10 September 2026", "25 September 2026"):
        assert day in text
    send_back(decision, version=1, comment="Look again", actor=dvorak, now=at(9, 23))
    lapsed.corrected(date(2026, 9, 11), at(9, 24))
    assert lapsed.request.state == "lapsed"  # somebody has it in hand


def test_a_case_that_ended_stays_ended(lapsed: Posted, novotna: Actor) -> None:
    discontinue(lapsed.case, "defect_not_removed", actor=novotna, now=at(9, 21))
    kept(lapsed)


def test_the_page_is_silent_when_the_lapse_is_right(lapsed: Posted, novotna: Actor) -> None:
    propose(lapsed.case, GRANT, actor=novotna, now=at(9, 21))
    address = reverse("cases:case", args=[lapsed.request.case_id])
    browser = signed_in(lapsed.cast.novotna)
    assert "wrong day of delivery" not in browser.get(address).content.decode()
    kept(lapsed)
    lapsed.corrected(WRONG, at(9, 23))  # the first day was right after all
    page = browser.get(address).content.decode()
    assert "A request lapsed on a wrong day of delivery" not in page


def test_a_period_that_an_officer_gave_is_not_moved(posted: Posted, novotna: Actor) -> None:
    posted.delivered(WRONG, at(9, 4))
    until = date(2026, 9, 22)
    extend(posted.request, until, actor=novotna, now=at(9, 10))
    assert posted.lapsed(at(9, 23))
    posted.corrected(date(2026, 9, 10), at(9, 24))
    assert (posted.request.state, posted.request.due_on) == ("lapsed", until)


# -- what the database refuses


def test_a_lapsed_suspension_moves_only_with_its_entry(lapsed: Posted) -> None:
    rows = Suspension.objects.all()
    for change in ({"ended_on": None, "ended_by": ""}, {"ended_on": date(2026, 9, 25)}):
        with pytest.raises(DatabaseError, match="ends once"), transaction.atomic():
            rows.update(**change)
    lapsed.corrected(date(2026, 9, 10), at(9, 26))
    with pytest.raises(DatabaseError, match="ends once"), transaction.atomic():
        rows.update(ended_on=date(2026, 9, 18))  # what was corrected says nothing any more


def test_an_entry_corrects_the_end_of_its_own_pause_and_once(lapsed: Posted) -> None:
    end = ClockEntry.objects.get(kind="resume")
    start = ClockEntry.objects.get(kind="stop")
    about = {"case": lapsed.case, "on": date(2026, 9, 21), "cause": "suspension"}
    for wrong in (
        {"kind": "run_on", "ground": end.ground, "corrects": start},
        {"kind": "run_on", "ground": "another", "corrects": end},
        {"kind": "stop", "ground": end.ground, "corrects": end},
        {"kind": "run_on", "ground": end.ground},
        {"kind": "resume", "ground": end.ground},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            ClockEntry.objects.create(**about, **wrong)
    ClockEntry.objects.create(**about, kind="run_on", ground=end.ground, corrects=end)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockEntry.objects.create(**about, kind="run_on", ground=end.ground, corrects=end)


def test_asked_twice_each_request_has_its_own_day(lapsed: Posted, novotna: Actor) -> None:
    again = ask(
        lapsed.case,
        [Asked("missing", "missing", "PHOTO")],
        legal_basis="x",
        actor=novotna,
        now=at(9, 21),
    )
    lapsed.corrected(date(2026, 9, 10), at(9, 22))
    again.refresh_from_db()
    assert (again.state, again.due_on) == ("open", None)
