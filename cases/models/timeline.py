"""History (office) and timeline (applicant): the same events, each side's own sentences."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import offices
from accounts.roles import APPLICANT, HELPER, SYSTEM_ROLE
from cases.models.case import Case
from cases.models.confirmations import ConfirmedAct
from cases.models.delivery import PaperDelivery
from cases.models.events import CENTRE, CaseEvent
from cases.models.sentences import SENTENCES, Words
from i18n import formats
from i18n.languages import current, said
from permits.catalogue import Catalogue, catalogue

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
    **{why.value: why.label for why in PaperDelivery.Why},
}


class Moment(NamedTuple):
    """One line, newest first. ``by`` (a user's id) is None towards the applicant."""

    when: datetime
    on: date
    name: str
    title: str
    icon: str
    who: str
    role: str
    by: UUID | None
    data: dict[str, Any]


def timeline(case: Case, audience: str = "applicant") -> list[Moment]:
    """What happened to the case, in the active language; two queries, however long it is.

    ``audience`` is ``applicant`` or ``office``. Events that the audience is not told are left out.
    """
    return moments(case.events.all()[:LATEST], catalogue(case.pack), audience)


def moments(events: Iterable[CaseEvent], known: Catalogue, audience: str) -> list[Moment]:
    """The same from events that were read already, newest first."""
    language = current()
    return [
        _moment(event, words, audience, known, language)
        for event in events
        if (words := _words(event, audience))
    ]


def _words(event: CaseEvent, audience: str) -> Words | None:
    sentence = SENTENCES[event.name]
    return sentence.office if audience == "office" else sentence.applicant


def _moment(
    event: CaseEvent, words: Words, audience: str, known: Catalogue, language: str
) -> Moment:
    inside = audience == "office"
    values = {"on": formats.day_long(event.on, language)} | {
        key: _value(key, value, known, language)
        for key, value in event.data.items()
        if key != CENTRE
    }
    count = SENTENCES[event.name].count
    values |= {count: event.data[count]} if count else {}
    title = str((said(words, language) if isinstance(words, str) else words) % values)
    return Moment(
        when=event.at,
        on=event.on,
        name=event.name,
        title=title,
        icon=SENTENCES[event.name].icon,
        who=_centre(event, inside) if event.role == HELPER else _who(event.role, inside, language),
        role=event.role if inside else "",
        by=event.by_id if inside else None,
        data=event.data,
    )


def _centre(event: CaseEvent, inside: bool) -> str:
    centre = offices.spoken(event.data.get(CENTRE, {})) or gettext("A support centre")
    if inside or event.name not in ConfirmedAct:
        return centre
    return gettext("%(centre)s, for you") % {"centre": centre}


@lru_cache(maxsize=64)
def _who(role: str, inside: bool, language: str) -> str:
    """In the language being spoken, which the memory is told apart by."""
    if role == APPLICANT:
        return gettext("Applicant") if inside else gettext("You")
    if role == SYSTEM_ROLE and inside:
        return gettext("Automatic")
    return gettext("The office")


def _value(key: str, value: Any, known: Catalogue, language: str) -> str:
    if key.endswith("_on") and value:
        return formats.day_long(date.fromisoformat(value), language)
    for kind in PHRASES.get(key, ()):
        if (kind, value) in known.phrases:
            return known.phrases[kind, value].rstrip(".")
    if key == "requirement" and value in known.papers:
        return known.papers[value].name.rstrip(".")
    if key == "change" and value in known.changes:
        return str(known.changes[value].name)
    if isinstance(value, int):
        return formats.number(value, language)
    return str(VALUES.get(value, value)) if isinstance(value, str) else str(value)
