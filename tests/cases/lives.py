"""A case that lives at random, beside a model of it that knows only the law of ``law.py``."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from accounts.actor import Actor
from cases import actions
from cases.clock import Status
from cases.decisions import Fact, Proposal, countersign, issue, propose, send_back
from cases.errors import Refused
from cases.lifecycle import State
from cases.models import Case
from permits.models import PermitType
from permits.packs import load_pack
from tests.cases.conftest import MOMENT, file_for
from tests.cases.law import FINAL, LAWFUL, STEPS, WHO

OFTEN_NOT = [False, False, True]
OUTCOMES = ["grant", "refuse"]
REFUSAL_FACT = Fact("no_income", text="Not proven.")


class LifeOfACase(RuleBasedStateMachine):
    """Random acts by random people; the model below says which of them the law allows."""

    people: dict[str, Actor]
    permits: dict[bool, PermitType]
    applicant: Any
    walked: Counter[tuple[str, str]] = Counter()
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.rolled_back = transaction.atomic()
        self.rolled_back.__enter__()
        self.now: datetime = MOMENT
        self.state = "received"
        self.grounds: list[Any] = []
        self.decision: Any = None
        self.decision_state = ""
        self.outcome = ""
        self.paid = self.taken = self.ready = self.handed_over = False
        self.collect_from: date | None = None

    def teardown(self) -> None:
        if hasattr(self, "case"):
            self.walked.update(self.case.steps.values_list("source", "name"))
        transaction.set_rollback(True)
        self.rolled_back.__exit__(None, None, None)

    @initialize(
        in_person=st.booleans(),
        leaning=st.sampled_from(OUTCOMES),
        already=st.just(0) | st.integers(0, 9),
    )
    def file(self, in_person: bool, leaning: str, already: int) -> None:
        """A life is joined somewhere on its way, so that late states are lived as well."""
        of = self.permits[in_person]
        self.case = file_for(self.applicant, of, now=self.now, language="cs")
        self.lodged, self.leaning = not in_person, leaning
        for _each in range(already):
            self.the_office_goes_on()
            self.the_stored_case_stands_where_the_law_says()

    @property
    def day(self) -> date:
        return self.now.date()

    def expect(self, lawful: bool, act: Any, target: str | None = None) -> Any:
        """Do it; it must succeed exactly when the model says so."""
        try:
            with transaction.atomic():
                result = act()
        except Refused:
            assert not lawful, "a lawful act was refused"
            return None
        assert lawful, "an unlawful act took place"
        if target:
            self.state = target
            if target in FINAL:
                self.grounds = []
                if self.decision_state != "issued":
                    self.decision_state = ""
        return result

    def holds(self, name: str) -> bool:
        """The conditions of each step, as the law has them."""
        waits = self.decision_state in ("proposed", "countersigned")
        signed = self.decision_state in ("countersigned", "issued")
        late = self.collect_from and self.day > self.last_day_to_collect()
        return {
            "begin": self.lodged,
            "declare_inadmissible": not waits,
            "not_lodged": not self.lodged and self.day > date(2026, 9, 7),
            "discontinue": not waits,
            "withdraw": True,
            "suspend": bool(self.grounds),
            "resume": not self.grounds,
            "approve": signed and self.outcome == "grant" and self.paid,
            "refuse": signed and self.outcome == "refuse",
            "grant": self.handed_over,
            "not_collected": bool(late) and not self.handed_over,
        }[name]

    def last_day_to_collect(self) -> date:
        assert self.collect_from
        return load_pack("cz").calendar.after_days(self.collect_from, 60)

    def is_lawful(self, name: str, who: str) -> bool:
        return (self.state, name) in LAWFUL and name in WHO[who] and self.holds(name)

    def step_by(self, name: str, who: str) -> None:
        self.expect(
            self.is_lawful(name, who),
            lambda: actions.perform(self.case, name, actor=self.people[who], now=self.now),
            LAWFUL.get((self.state, name)),
        )

    @rule(who=st.sampled_from(sorted(WHO)))
    def every_unlawful_step_is_refused(self, who: str) -> None:
        for name in STEPS:
            if not self.is_lawful(name, who):
                self.step_by(name, who)

    @rule(who=st.sampled_from(sorted(WHO)), ends=st.sampled_from(OFTEN_NOT), data=st.data())
    def a_lawful_step_is_taken(self, who: str, ends: bool, data: st.DataObject) -> None:
        """All but issuing, which goes with the decision itself (see below).

        Most lives go on: one that ends at once has nothing left but refusals.
        """
        names = [name for name in STEPS if self.is_lawful(name, who)]
        names = [name for name in names if name not in ("approve", "refuse")]
        if not ends:
            names = [name for name in names if LAWFUL[self.state, name] not in FINAL]
        if names:
            self.step_by(data.draw(st.sampled_from(names)), who)

    @rule()
    def the_office_goes_on(self) -> None:
        """Whatever comes next on the way to a decision, and from a good one to the card."""
        if self.state == "received":
            self.step_by("begin", "officer") if self.lodged else self.appear()
        elif self.state == "suspended":
            self.end_a_suspension() if self.grounds else self.step_by("resume", "officer")
        elif self.state == "open":
            self.decide_on()
        elif self.state == "pre_approved":
            if not self.taken:
                self.take_biometric_data()
            self.hand_over_the_card() if self.ready else self.make_the_card()

    def decide_on(self) -> None:
        if not self.paid:
            self.pay()
        elif self.decision_state == "proposed":
            self.sign_or_send_back("supervisor", back=False)
        elif self.decision_state == "countersigned":
            self.issue_the_decision()
        else:
            self.propose_a_decision(self.leaning)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def appear(self) -> None:
        lawful = self.state == "received" and not self.lodged and self.day <= date(2026, 9, 7)
        self.expect(lawful, lambda: actions.record_appearance(self.case, **self.officer()))
        self.lodged = self.lodged or lawful

    def officer(self) -> dict[str, Any]:
        return {"actor": self.people["officer"], "now": self.now}

    @rule()
    def order_a_suspension(self) -> None:
        lawful = self.state in ("open", "suspended")
        ground = self.expect(
            lawful,
            lambda: actions.suspend(self.case, "question", **self.officer()),
            "suspended",
        )
        if ground:
            self.grounds.append(ground)

    @precondition(lambda self: self.grounds)
    @rule()
    def end_a_suspension(self) -> None:
        ground = self.grounds.pop()
        target = None if self.grounds else "open"
        self.expect(True, lambda: actions.lift(ground, **self.officer()), target)

    @rule()
    def pay(self) -> None:
        self.expect(
            not self.paid,
            lambda: actions.record_fee(
                self.case, method="card", paid_on=self.day, **self.officer()
            ),
        )
        self.paid = True

    @rule(outcome=st.sampled_from(OUTCOMES))
    def propose_a_decision(self, outcome: str) -> None:
        lawful = self.state == "open" and self.decision_state in ("", "returned")
        proposal = (
            Proposal(outcome="grant", valid_from=self.day)
            if outcome == "grant"
            else Proposal(
                outcome="refuse",
                facts=(REFUSAL_FACT,),
                grounds=("NO_FUNDS",),
                remedy="appeal",
            )
        )
        found = self.expect(lawful, lambda: propose(self.case, proposal, **self.officer()))
        if lawful:
            self.decision, self.decision_state, self.outcome = found, "proposed", outcome

    @precondition(lambda self: self.decision)
    @rule(who=st.sampled_from(["officer", "supervisor"]), back=st.booleans())
    def sign_or_send_back(self, who: str, back: bool) -> None:
        self.decision.refresh_from_db()
        waits = self.decision_state == "proposed"
        how = {"version": self.decision.current, "actor": self.people[who], "now": self.now}
        if back:
            self.expect(waits, lambda: send_back(self.decision, comment="Say why.", **how))
        else:
            lawful = waits and who != "officer"
            self.expect(lawful, lambda: countersign(self.decision, **how))
            waits = lawful
        if waits:
            self.decision_state = "returned" if back else "countersigned"

    @precondition(lambda self: self.decision)
    @rule()
    def issue_the_decision(self) -> None:
        name = "approve" if self.outcome == "grant" else "refuse"
        target = LAWFUL.get((self.state, name))
        lawful = bool(target) and self.decision_state == "countersigned" and self.holds(name)
        who = self.people["supervisor"]
        self.expect(lawful, lambda: issue(self.decision, actor=who, now=self.now), target)
        if lawful:
            self.decision_state, self.collect_from = "issued", self.day

    @rule()
    def take_biometric_data(self) -> None:
        lawful = self.state == "pre_approved" and not self.taken
        self.expect(lawful, lambda: actions.take_biometrics(self.case, **self.officer()))
        if lawful:
            self.taken, self.collect_from = True, self.day

    @rule()
    def make_the_card(self) -> None:
        lawful = self.state == "pre_approved" and self.taken and not self.ready
        self.expect(lawful, lambda: actions.card_is_ready(self.case, **self.officer()))
        self.ready = self.ready or lawful

    @rule()
    def hand_over_the_card(self) -> None:
        lawful = self.state == "pre_approved" and self.ready
        self.expect(lawful, lambda: actions.hand_over_card(self.case, **self.officer()), "granted")
        self.handed_over = self.handed_over or lawful

    @rule(state=st.sampled_from([state.value for state in State]))
    def write_a_state_past_the_law(self, state: str) -> None:
        if state == self.state:
            return
        with pytest.raises(DatabaseError), transaction.atomic():
            Case.objects.filter(pk=self.case.pk).update(state=state)

    @invariant()
    def the_stored_case_stands_where_the_law_says(self) -> None:
        if not hasattr(self, "case"):
            return
        type(self).steps += 1
        row = Case.objects.only("state", "step_seq", "ended_on").get(pk=self.case.pk)
        assert row.state == self.state
        assert row.step_seq == row.steps.count()
        assert row.is_ended == (self.state in FINAL)
        status = actions.clock_of(row, self.day, load_pack("cz")).status
        expected = {
            "received": Status.OFF,
            "open": Status.RUNNING,
            "suspended": Status.STOPPED,
            "pre_approved": Status.STOPPED,
        }
        assert status == expected.get(self.state, Status.ENDED)
