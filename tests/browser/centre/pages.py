"""Every page of the support centre, in the states that look different, and who sees it.

An address of the room that is neither here nor in ``NO_PAGES`` fails
``tests/support_centre/test_pages_are_looked_at.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.centre import places as at
from tests.browser.centre.places import Place


@dataclass(frozen=True)
class Shown:
    """``enter`` leads to the page once, or ``each_language``: anew with a visitor who speaks it."""

    name: str
    enter: Callable[..., Place]
    state: str = ""
    each_language: bool = False
    status: int = 200

    @property
    def id(self) -> str:
        return f"{self.name}-{self.state}" if self.state else self.name


GROUPS: dict[str, list[Shown]] = {
    "public": [
        Shown("places", at.nobody),
        Shown("place", at.centre),
        Shown("claim", at.nobody),
        Shown("claim", at.helper, "staff"),
        Shown("claim_account", at.with_the_slip),
        Shown("claim_account", at.with_the_slip_and_an_account, "signed-in"),
        Shown("claimed", at.oksana),
        Shown("new_password", at.nobody),
        Shown("feedback", at.invited),
        Shown("feedback", at.invited_no_more, "over", status=404),
        Shown("consents", at.mandates_of_oksana),
        Shown("consent_code", at.oksana),
    ],
    "desk": [
        Shown("desk", at.helper, "quiet"),
        Shown("languages", at.helper),
        Shown("telephones", at.helper),
        Shown("visit_new", at.helper),
        Shown("visit", at.newcomer, "new"),
        Shown("person", at.newcomer),
        Shown("done", at.newcomer),
        Shown("mandate_new", at.newcomer),
        Shown("slip", at.newcomer, "not-yet"),
        Shown("visit", at.visit_that_is_over, "over"),
        Shown("practice", at.helper),
        Shown("practice", at.sandbox, "inside"),
        Shown("visit", at.practised_visit, "practice"),
        Shown("person", at.practised_visit, "practice"),
    ],
    "visitor": [
        Shown("visit", at.visitor),
        Shown("mandate", at.mandate_given),
        Shown("mandate", at.mandate_offered, "offered"),
        Shown("slip", at.visitor, "before"),
        Shown("slip", at.visitor_with_a_slip),
        Shown("post", at.letters),
        Shown("post_posted", at.letter),
        Shown("post_deposited", at.letter),
        Shown("post_returned", at.letter),
        Shown("post_delivered", at.letter),
        Shown("paper_messages_sent", at.messages_on_paper),
        Shown("post_corrected", at.delivered_letter),
        Shown("desk", at.busy_desk),
        Shown("translations", at.busy_desk),
        Shown("translation", at.translator),
        Shown("restoration", at.proposed, "proposed"),
        Shown("restoration", at.to_confirm),
        Shown("restoration", at.confirmed, "slip"),
    ],
    "reading": [
        Shown("readback", at.reading),
        Shown("readback", at.read, "confirmed"),
        Shown("readback_turned", at.reading_in, each_language=True),
        Shown("readback_turned", at.read_in, "confirmed", each_language=True),
        Shown("over", at.taken_back, each_language=True),
    ],
    "turned": [
        Shown("turned", at.nobody_is_assisted, "welcome"),
        Shown("turned", at.turned_to_nothing, each_language=True),
        Shown("turned", at.turned_to("form/person"), "section", each_language=True),
        Shown("turned", at.turned_to("documents"), "papers", each_language=True),
        Shown("turned", at.turned_to_the_answer, "answer", each_language=True),
        Shown("turned", at.turned_to_the_read_back, "readback", each_language=True),
        Shown("turned", at.just_ended, "ended", each_language=True),
        Shown("turned", at.turned_to_the_mandate, "mandate", each_language=True),
    ],
    "quality": [
        Shown("quality", at.supervisor),
        Shown("quality", at.supervisor_of_last_month, "answers"),
        Shown("quality", at.helper_with_figures, "helper"),
        Shown("sessions", at.supervisor),
        Shown("session_reviewed", at.supervisor_with_a_session),
    ],
}

NO_PAGES = {
    "a file": [
        "photograph_shown",
        "slip_print",
        "post_letter",
        "post_address",
        "paper_messages",
        "paper_messages_address",
        "mandate_print",
        "consent_paper",
        "mandate_paper",
        "restoration_slip",
        "notice",
        "quality_file",
        "readback_print",
    ],
    "a part of a page": ["feedback_card", "mandate_state", "turned_now", "readback_state"],
    "leads on": ["visit_feedback", "look_into"],
    "posted": [
        "here",
        "serve",
        "take_over",
        "put_back",
        "visit_revoke",
        "readback_change",
        "room",
        "photograph",
        "mandate_signed",
        "mandate_revoke",
        "session",
        "restore",
        "restoration_withdraw",
        "session_end",
        "beat",
        "practice_enter",
        "practice_leave",
        "practice_visitor",
        "practice_reset",
        "practice_confirm",
        "follow",
        "readback_draft",
        "readback_answer",
        "readback_withdrawal",
        "readback_signed",
        "readback_send",
        "consent_revoke",
    ],
}
