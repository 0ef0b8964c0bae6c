"""Everything that changes a draft."""

from applicants.actions.drafting import (
    DraftClosed,
    Saved,
    add_row,
    begin,
    discard,
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
    "detach",
    "discard",
    "expire",
    "remove_row",
    "save_section",
    "start_for_child",
    "submit",
    "warn",
    "when_acting",
    "when_filed",
]
