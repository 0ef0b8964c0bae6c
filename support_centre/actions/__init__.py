"""Every write of the support centre. Each is one transaction with its events in the log."""

from support_centre.actions.centres import arrive, delete_entry, leave, save_edited, speak
from support_centre.actions.claiming import HasOwnThings, NoSuchSlip, check, claim
from support_centre.actions.handing_over import (
    CannotHandOver,
    cases_of,
    hand_over,
    note_guessing,
    why_no_slip,
)
from support_centre.actions.identifying import Passport, identify
from support_centre.actions.mandates import (
    Asked,
    CannotGive,
    NoSuchCode,
    give_by_code,
    give_signed,
    offer,
    offered_with,
    revoke,
    take_back,
)
from support_centre.actions.sessions import Engaged, NoMandate, end, keep_last, start, touch
from support_centre.actions.visits import end_visit, open_visit, serve

__all__ = [
    "Asked",
    "CannotGive",
    "CannotHandOver",
    "Engaged",
    "HasOwnThings",
    "NoMandate",
    "NoSuchCode",
    "NoSuchSlip",
    "Passport",
    "arrive",
    "cases_of",
    "check",
    "claim",
    "delete_entry",
    "end",
    "end_visit",
    "give_by_code",
    "give_signed",
    "hand_over",
    "identify",
    "keep_last",
    "leave",
    "note_guessing",
    "offer",
    "offered_with",
    "open_visit",
    "revoke",
    "save_edited",
    "serve",
    "speak",
    "start",
    "take_back",
    "touch",
    "why_no_slip",
]
