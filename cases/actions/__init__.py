"""Every write of the authority that is not a decision. Each is one transaction and one act.

They raise ``cases.errors.Refused`` (``NotPermitted``, ``NotNow``, ``Changed``) with a translated
sentence, or ``Case.DoesNotExist`` outside the actor's scope; then nothing has happened. A case that
is passed in is not changed: go on with the one that is returned.
"""

from cases.actions.answers import answer
from cases.actions.assigning import assign, note, release, take
from cases.actions.card import card_is_ready, hand_over_card, take_biometrics
from cases.actions.checking import (
    begin,
    judge_document,
    record_appearance,
    see_original,
)
from cases.actions.delivery import come_back, correct_delivery, deliver, deposit, dispatch
from cases.actions.ending import (
    declare_inadmissible,
    discontinue,
    record_not_collected,
    record_not_lodged,
    withdraw,
)
from cases.actions.fees import record_fee
from cases.actions.gateway import perform
from cases.actions.ledger import clock_of
from cases.actions.opening import NoLimitKnown, open_case
from cases.actions.possible import Offer, possible
from cases.actions.public_notice import deliver_by_notice
from cases.actions.requests import Asked, ask, close, extend, lapse
from cases.actions.suspensions import lapse_suspension, lift, suspend

__all__ = [
    "Asked",
    "NoLimitKnown",
    "Offer",
    "answer",
    "ask",
    "assign",
    "begin",
    "card_is_ready",
    "clock_of",
    "close",
    "come_back",
    "correct_delivery",
    "declare_inadmissible",
    "deliver",
    "deliver_by_notice",
    "deposit",
    "discontinue",
    "dispatch",
    "extend",
    "hand_over_card",
    "judge_document",
    "lapse",
    "lapse_suspension",
    "lift",
    "note",
    "open_case",
    "perform",
    "possible",
    "record_appearance",
    "record_fee",
    "record_not_collected",
    "record_not_lodged",
    "release",
    "see_original",
    "suspend",
    "take",
    "take_biometrics",
    "withdraw",
]
