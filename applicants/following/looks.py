"""Who looked at what is kept about a person: role and time, never a name. Read from the log."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.actor import Actor
from accounts.models import Person
from accounts.roles import NAMES, STAFF_ROLES
from audit.log import payload_of
from audit.models import Event
from i18n import formats
from permits.packs import current
from vault.errors import VaultError

WORDS: dict[str, Promise | str] = {
    "cases.open_file": _("Opened the file of a case"),
    "cases.open_act": _("Opened the file of a case to act in it"),
    "cases.read_decision": _("Read a proposed or issued decision"),
    "cases.search": _("Found you by a search"),
    "cases.list_queue": _("Saw you in a list of cases"),
    "accounts.list_accounts": _("Saw your account in a list of accounts"),
    "accounts.open_account": _("Looked at your account"),
    "support_centre.identified": _("Looked at your passport or another paper at a desk"),
    "support_centre.issued_slip": _("Made the slip with which your case is taken over"),
    "support_centre.reviewed_session": _("Checked how you were helped"),
    "support_centre.read_page": _("Opened a page of yours while helping you"),
    "support_centre.read_post": _("Saw which letters to you are to be printed and posted"),
    "support_centre.read_messages": _("Printed messages of your postbox for you"),
    "support_centre.read_address": _("Printed the address for a letter to you"),
    "support_centre.read_sentence": _("Read a sentence of yours to translate it"),
    "support_centre.translated": _("Translated a sentence of yours"),
    "support_centre.printed_notice": _("Printed for you what was done for you"),
}
DOCUMENTS = ("documents.read_file", "documents.read_page")
"""Reads of a document: told by how many documents, however many of their pages were turned."""
UNTOLD = ("documents.saw_thumbnail",)
"""Small pictures that come with the file of a case: part of opening it, which is told."""
READS = 5000
"""Most reads of documents that are told apart."""
LATEST = 500
"""Most lines that the page shows. They are gathered first: many looks at one thing push nothing
out."""


@dataclass(frozen=True)
class Look:
    """What one member of staff did ``times`` times in that role on that day, from ``first`` on, the
    last time at ``at``."""

    at: datetime
    first: datetime
    role: str
    what: Promise | str
    times: int

    @property
    def span(self) -> str:
        """From when to when, if that is not the same minute."""
        first, last = (timezone.localtime(each).time() for each in (self.first, self.at))
        return formats.span(first, last) if f"{first:%H%M}" != f"{last:%H%M}" else ""


def looks_at(actor: Actor) -> list[Look]:
    """Every look of staff at the actor and at the children acted for, newest first."""
    people = Person.objects.visible_to(actor).values("pk")
    events = Event.objects.filter(subjects__subject_id__in=people, role__in=STAFF_ROLES)
    found = [*_looks(events.filter(name__in=WORDS)), *_documents(events)]
    return sorted(found, key=lambda look: look.at, reverse=True)[:LATEST]


def _looks(events: QuerySet[Event]) -> list[Look]:
    gathered = (
        events.annotate(day=TruncDate("at", tzinfo=current().time_zone))
        .values("day", "user_id", "role", "name")
        .annotate(times=Count("pk", distinct=True), first=Min("at"), last=Max("at"))
        .order_by("-last", "name")
    )
    return [
        Look(row["last"], row["first"], str(NAMES[row["role"]]), WORDS[row["name"]], row["times"])
        for row in gathered[:LATEST]
    ]


def _documents(events: QuerySet[Event]) -> list[Look]:
    """What one member of staff opened on a day. Which document it was is sealed in the event."""
    zone = current().time_zone
    opened: dict[tuple[date, UUID | None, str], list[Event]] = defaultdict(list)
    rows = events.filter(name__in=DOCUMENTS).order_by("-at")[:READS]
    for event in rows:
        day = event.at.astimezone(zone).date()
        opened[day, event.user_id, event.role].append(event)
    looks = []
    for (_day, _user, role), found in opened.items():
        moments = [event.at for event in found]
        count = len({_document_of(event) for event in found})
        words = ngettext(
            "Opened %(count)s of your documents", "Opened %(count)s of your documents", count
        ) % {"count": formats.number(count)}
        looks.append(Look(max(moments), min(moments), str(NAMES[role]), words, 1))
    return looks


def _document_of(event: Event) -> str:
    try:
        return str(payload_of(event).get("document", ""))
    except VaultError:
        return ""
