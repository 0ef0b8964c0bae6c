"""History (office) and timeline (applicant): the same events, each side's own sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.roles import APPLICANT, SYSTEM_ROLE
from cases.models.case import Case
from cases.models.events import CaseEvent
from cases.models.sentences import SENTENCES, Words
from i18n import formats
from permits.models import DocumentType, Phrase

LATEST = 200
"""Most events that one page shows."""

PHRASES = {
    "ground": ("inadmissibility", "discontinuance"),
    "suspension": ("suspension",),
    "defect": ("defect",),
}
VALUES: dict[str, Words] = {
    "accepted": _("accepted"),
    "insufficient": _("insufficient"),
    "none": _("no judgement"),
    "grant": _("grant"),
    "refuse": _("refusal"),
}


@dataclass(frozen=True)
class Moment:
    """One line, newest first. ``by`` (a user's id) is None towards the applicant."""

    when: datetime
    on: date
    name: str
    title: str
    icon: str
    who: Words
    role: str
    by: UUID | None
    data: dict[str, Any]


def timeline(case: Case, audience: str = "applicant") -> list[Moment]:
    """What happened to the case, in the active language; three queries, however long it is.

    ``audience`` is ``applicant`` or ``office``. Events that the audience is not told are left out.
    """
    events = [event for event in case.events.all()[:LATEST] if _words(event, audience)]
    names = _names(case.pack, events)
    return [_moment(event, audience, names) for event in events]


def _words(event: CaseEvent, audience: str) -> Words | None:
    sentence = SENTENCES[event.name]
    return sentence.office if audience == "office" else sentence.applicant


def _moment(event: CaseEvent, audience: str, names: dict[tuple[str, str], str]) -> Moment:
    words = _words(event, audience)
    inside = audience == "office"
    values = {"on": formats.day_long(event.on)} | {
        key: _value(key, value, names) for key, value in event.data.items()
    }
    count = SENTENCES[event.name].count
    values |= {count: event.data[count]} if count else {}
    title = str(words % values)  # type: ignore[operator]
    return Moment(
        when=event.at,
        on=event.on,
        name=event.name,
        title=title,
        icon=SENTENCES[event.name].icon,
        who=_who(event.role, inside),
        role=event.role if inside else "",
        by=event.by_id if inside else None,
        data=event.data,
    )


def _who(role: str, inside: bool) -> Words:
    if role == APPLICANT:
        return _("Applicant") if inside else _("You")
    if role == SYSTEM_ROLE and inside:
        return _("Automatic")
    return _("The office")


def _names(pack: str, events: Sequence[CaseEvent]) -> dict[tuple[str, str], str]:
    """Names of the phrases and papers that the events mention, by kind of code and code."""
    phrases: set[str] = set()
    papers: set[str] = set()
    for event in events:
        phrases |= {event.data[key] for key in PHRASES if event.data.get(key)}
        papers |= {event.data["requirement"]} if event.data.get("requirement") else set()
    names = {
        (row.kind, row.code): row.name
        for row in (Phrase.objects.filter(pack=pack, code__in=phrases) if phrases else ())
    }
    rows = DocumentType.objects.filter(pack=pack, code__in=papers) if papers else ()
    return names | {("requirement", row.code): row.name for row in rows}


def _value(key: str, value: Any, names: dict[tuple[str, str], str]) -> str:
    if key.endswith("_on") and value:
        return formats.day_long(date.fromisoformat(value))
    for kind in (*PHRASES.get(key, ()), key):
        if (kind, value) in names:
            return names[kind, value].rstrip(".")
    if isinstance(value, int):
        return formats.number(value)
    return str(VALUES.get(value, value)) if isinstance(value, str) else str(value)
