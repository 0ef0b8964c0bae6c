"""Every write of the support centre. Each is one transaction with its events in the log."""

from support_centre.actions.centres import arrive, delete_entry, leave, save_edited, speak
from support_centre.actions.claiming import HasOwnThings, NoSuchSlip, check, claim
from support_centre.actions.feedback import (
    Invitation,
    Over,
    after_visit,
    give_feedback,
    invited,
    online,
)
from support_centre.actions.filings import filed_by, record_filing
from support_centre.actions.finding import NoSuchCase, case_of
from support_centre.actions.handing_over import (
    CannotHandOver,
    cases_covered,
    cases_of,
    hand_over,
    note_guessing,
    why_no_slip,
)
from support_centre.actions.identifying import (
    AnotherPerson,
    NotInvented,
    Passport,
    check_of_visit,
    identify,
    is_identified,
    keep_photograph,
    may_read,
)
from support_centre.actions.mandates import (
    Asked,
    NoSuchCode,
    NotAsRead,
    give_by_code,
    give_signed,
    offer,
    offered_with,
    revoke,
    take_back,
)
from support_centre.actions.on_paper import send_on_paper
from support_centre.actions.oversight import look_into, review_session
from support_centre.actions.practice import (
    confirm_invented,
    let_in,
    practice_centre,
    throw_away,
    throw_away_mine,
)
from support_centre.actions.reading_back import (
    confirm,
    forget,
    read_back,
    read_change_back,
    read_reply_back,
    read_withdrawal_back,
)
from support_centre.actions.restoring import CannotRestore, WrongSlip
from support_centre.actions.restoring import confirm as confirm_restoration
from support_centre.actions.restoring import note_guessing as note_guessing_of_restoration
from support_centre.actions.restoring import propose as propose_restoration
from support_centre.actions.restoring import use as use_restoration
from support_centre.actions.restoring import withdraw as withdraw_restoration
from support_centre.actions.sending import send
from support_centre.actions.sessions import (
    Engaged,
    NoMandate,
    end,
    end_run_out,
    keep_last,
    start,
    still_acts,
    touch,
)
from support_centre.actions.translating import translate
from support_centre.actions.turned import turn
from support_centre.actions.tying import tie
from support_centre.actions.visits import (
    end_left,
    end_visit,
    move,
    open_visit,
    put_back,
    serve,
    take_over,
)

__all__ = [
    "AnotherPerson",
    "Asked",
    "CannotHandOver",
    "CannotRestore",
    "Engaged",
    "HasOwnThings",
    "Invitation",
    "NoMandate",
    "NoSuchCase",
    "NoSuchCode",
    "NoSuchSlip",
    "NotAsRead",
    "NotInvented",
    "Over",
    "Passport",
    "WrongSlip",
    "after_visit",
    "arrive",
    "case_of",
    "cases_covered",
    "cases_of",
    "check",
    "check_of_visit",
    "claim",
    "confirm",
    "confirm_invented",
    "confirm_restoration",
    "delete_entry",
    "end",
    "end_left",
    "end_run_out",
    "end_visit",
    "filed_by",
    "forget",
    "give_by_code",
    "give_feedback",
    "give_signed",
    "hand_over",
    "identify",
    "invited",
    "is_identified",
    "keep_last",
    "keep_photograph",
    "leave",
    "let_in",
    "look_into",
    "may_read",
    "move",
    "note_guessing",
    "note_guessing_of_restoration",
    "offer",
    "offered_with",
    "online",
    "open_visit",
    "practice_centre",
    "propose_restoration",
    "put_back",
    "read_back",
    "read_change_back",
    "read_reply_back",
    "read_withdrawal_back",
    "record_filing",
    "review_session",
    "revoke",
    "save_edited",
    "send",
    "send_on_paper",
    "serve",
    "speak",
    "start",
    "still_acts",
    "take_back",
    "take_over",
    "throw_away",
    "throw_away_mine",
    "tie",
    "touch",
    "translate",
    "turn",
    "use_restoration",
    "why_no_slip",
    "withdraw_restoration",
]
