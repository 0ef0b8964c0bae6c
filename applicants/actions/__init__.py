"""Everything that changes a draft."""

from applicants.actions.coming_of_age import come_of_age, warn_of_age
from applicants.actions.drafting import (
    DraftClosed,
    Saved,
    add_row,
    begin,
    discard,
    mark_own_words,
    remove_row,
    save_section,
    start_for_child,
)
from applicants.actions.expiry import expire, warn
from applicants.actions.filing import Incomplete, Practised, submit, when_filed
from applicants.actions.papers import attach, detach
from applicants.actions.standing import when_acting

__all__ = [
    "DraftClosed",
    "Incomplete",
    "Practised",
    "Saved",
    "add_row",
    "attach",
    "begin",
    "come_of_age",
    "detach",
    "discard",
    "expire",
    "mark_own_words",
    "remove_row",
    "save_section",
    "start_for_child",
    "submit",
    "warn",
    "warn_of_age",
    "when_acting",
    "when_filed",
]
