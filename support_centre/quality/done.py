"""What was done in a session: from the log, in plain sentences, without what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from support_centre.models import AssistedSession

WORDS: dict[str, Promise | str] = {
    "accounts.added_ward": _("Added a child"),
    "accounts.completed_details": _("Filled in the person’s date of birth"),
    "accounts.took_names": _("Sent names that the person is called by from then on"),
    "applicants.attached_file": _("Put a document to the application"),
    "applicants.attach_to_reply": _("Put a document to an answer"),
    "applicants.began_draft": _("Began an application"),
    "applicants.detached_file": _("Took a document out of the application"),
    "applicants.discarded_draft": _("Threw a draft away"),
    "applicants.filed_draft": _("Sent the application"),
    "applicants.marked_own_words": _("Said which language the person’s own words are in"),
    "applicants.saved_section": _("Wrote in the application"),
    "cases.filed": _("A case was opened"),
    "cases.answered": _("Answered a request of the office"),
    "cases.withdraw": _("Withdrew an application"),
    "documents.read_file": _("Opened a document"),
    "documents.removed_file": _("Removed a document"),
    "documents.stored_file": _("Added a document"),
    "postbox.message_read": _("Opened a message"),
    "support_centre.read_page": _("Opened a page of the person"),
}
MOST = 500


@dataclass(frozen=True)
class Deed:
    """``what`` in words, or the event's own name where there are none."""

    at: datetime
    what: Promise | str
    code: str
    times: int


def deeds(session: AssistedSession) -> list[Deed]:
    """In order of time; the same thing done several times in a row is told once."""
    until = session.ended_at or timezone.now()
    rows = (
        Event.objects.filter(
            user_id=session.user_id,
            acting_for=session.person_id,
            at__gte=session.started_at,
            at__lte=until,
        )
        .order_by("at", "id")
        .values_list("at", "name")[:MOST]
    )
    found: list[Deed] = []
    for at, name in rows:
        if found and found[-1].code == name:
            last = found[-1]
            found[-1] = Deed(last.at, last.what, name, last.times + 1)
        else:
            found.append(Deed(at, WORDS.get(name, name), name, 1))
    return found
