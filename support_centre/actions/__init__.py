"""Every write of the support centre. Each is one transaction with its events in the log."""

from support_centre.actions.centres import arrive, delete_entry, leave, save_edited, speak
from support_centre.actions.identifying import (
    Passport,
    check_of_visit,
    identify,
    keep_photograph,
)
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
from support_centre.actions.restoring import CannotRestore, WrongSlip
from support_centre.actions.restoring import confirm as confirm_restoration
from support_centre.actions.restoring import propose as propose_restoration
from support_centre.actions.restoring import use as use_restoration
from support_centre.actions.restoring import withdraw as withdraw_restoration
from support_centre.actions.sessions import (
    Engaged,
    NoMandate,
    end,
    end_run_out,
    keep_last,
    start,
    touch,
)
from support_centre.actions.visits import end_visit, open_visit, serve

__all__ = [
    "Asked",
    "CannotGive",
    "CannotRestore",
    "Engaged",
    "NoMandate",
    "NoSuchCode",
    "Passport",
    "WrongSlip",
    "arrive",
    "check_of_visit",
    "confirm_restoration",
    "delete_entry",
    "end",
    "end_run_out",
    "end_visit",
    "give_by_code",
    "give_signed",
    "identify",
    "keep_last",
    "keep_photograph",
    "leave",
    "offer",
    "offered_with",
    "open_visit",
    "propose_restoration",
    "revoke",
    "save_edited",
    "serve",
    "speak",
    "start",
    "take_back",
    "touch",
    "use_restoration",
    "withdraw_restoration",
]
