"""Who looked at what is kept about a person: role and time, never a name. Read from the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import Person
from accounts.roles import NAMES, STAFF_ROLES
from audit.models import Event
from permits.packs import current

WORDS: dict[str, Promise | str] = {
    "cases.open_file": _("Opened the file of a case"),
    "cases.open_act": _("Opened the file of a case"),
    "cases.read_decision": _("Read a proposed or issued decision"),
    "cases.search": _("Found you by a search"),
    "cases.list_queue": _("Saw you in a list of cases"),
    "accounts.list_accounts": _("Saw your account in a list of accounts"),
    "accounts.open_account": _("Looked at your account"),
    "documents.read_file": _("Opened a document"),
    "documents.read_page": _("Looked at the page of a document"),
    "support_centre.reviewed_session": _("Checked how you were helped"),
    "support_centre.read_page": _("Opened a page of yours while helping you"),
    "support_centre.read_post": _("Saw which letters to you are to be printed and posted"),
    "support_centre.read_messages": _("Printed messages of your postbox for you"),
    "support_centre.read_address": _("Printed the address for a letter to you"),
    "support_centre.read_sentence": _("Read a sentence of yours to translate it"),
    "support_centre.translated": _("Translated a sentence of yours"),
    "support_centre.printed_notice": _("Printed for you what was done for you"),
}
LATEST = 500
"""Most events that one page reads; they are gathered by day, role and kind."""


@dataclass(frozen=True)
class Look:
    """What was done ``times`` times in that role on that day, the last time at ``at``."""

    at: datetime
    role: str
    what: Promise | str
    times: int


def looks_at(actor: Actor) -> list[Look]:
    """Every look of staff at the actor and at the children acted for, newest first."""
    people = Person.objects.visible_to(actor).values("pk")
    events = Event.objects.filter(
        subjects__subject_id__in=people, role__in=STAFF_ROLES, name__in=WORDS
    )
    rows = events.order_by("-at").values_list("at", "role", "name").distinct()[:LATEST]
    return list(_gathered(rows))


def _gathered(rows: Iterable[tuple[datetime, str, str]]) -> Iterable[Look]:
    zone = current().time_zone

    def key(row: tuple[datetime, str, str]) -> tuple[date, str, str]:
        return row[0].astimezone(zone).date(), row[1], row[2]

    ordered = sorted(rows, key=lambda row: (key(row), row[0]), reverse=True)
    looks = []
    for (_day, role, name), group in groupby(ordered, key):
        found = list(group)
        looks.append(Look(found[0][0], str(NAMES[role]), WORDS[name], len(found)))
    return sorted(looks, key=lambda look: look.at, reverse=True)
