"""From proceedings to the card in the person's hand, by the product's own actions."""

from datetime import timedelta

from django.utils import timezone

from accounts.actor import Actor
from cases.actions import card_is_ready, hand_over_card, record_fee, take_biometrics
from cases.decisions import countersign, issue, propose
from cases.decisions.proposal import GRANT, Proposal
from cases.models import Case


def granted(case: Case, first: Actor, second: Actor) -> Case:
    """The permit is granted today for a year; two officers are needed."""
    today = timezone.localdate()
    record_fee(case, method="card_terminal", paid_on=today, reference="1", actor=first)
    proposal = Proposal(GRANT, valid_from=today, valid_to=today + timedelta(days=365))
    decision = propose(case, proposal, actor=first)
    countersign(decision, version=1, actor=second)
    approved = issue(decision, actor=second)
    taken = take_biometrics(approved, actor=first)
    return hand_over_card(card_is_ready(taken, actor=first), actor=first)
