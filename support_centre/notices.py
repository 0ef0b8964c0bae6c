"""What a person is told: which mandate was given or taken back, and what was done by it.

A notice names the centre. Who of its staff may act stands in the mandate, and who did stands in the
record that the person can see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actor import Actor
from accounts.models import Person
from audit import log
from audit.models import Event
from cases.models import Case, SentenceTranslation
from i18n import formats
from i18n.languages import current, using
from permits.packs import load_pack
from postbox.actions import send
from postbox.models import Message
from support_centre import consent
from support_centre.models import AssistedSession, Mandate
from support_centre.services import named
from vault.errors import Erased

READ = "support_centre.read_page"
LETTERS = {"applicants:letter", "postbox:message", "postbox:letter"}
ENTRANCE = {"applicants:home"}
"""Where every session begins: having been there alone is nothing done."""


@dataclass(frozen=True)
class Words:
    """A notice in the active language. ``lines``: one thing each."""

    title: str
    opening: str
    lines: list[str]
    objection: list[str]

    @property
    def body(self) -> str:
        listed = "\n".join(f"• {line}" for line in self.lines)
        return "\n\n".join(part for part in (self.opening, listed, *self.objection) if part)


Count = Callable[[int], str]
COUNTED: dict[str, Count] = {
    "applicants.began_draft": lambda n: ngettext(
        "began %(n)s application", "began %(n)s applications", n
    ),
    "applicants.saved_section": lambda n: _("wrote in an application"),
    "documents.stored_file": lambda n: ngettext("added %(n)s file", "added %(n)s files", n),
    "documents.removed_file": lambda n: ngettext("removed %(n)s file", "removed %(n)s files", n),
    "applicants.discarded_draft": lambda n: ngettext(
        "deleted %(n)s draft", "deleted %(n)s drafts", n
    ),
    "accounts.added_ward": lambda n: ngettext("added %(n)s child", "added %(n)s children", n),
}
"""What is told once, with how often; in the order of telling."""


def _filed(case: str) -> str:
    return _("sent an application to the office; it is case %(case)s") % {"case": case}


def _answered(case: str) -> str:
    return _("answered a request of the office in case %(case)s") % {"case": case}


def _withdrew(case: str) -> str:
    return _("withdrew the application of case %(case)s") % {"case": case}


def _reported(case: str) -> str:
    return _("reported a change to the office in case %(case)s") % {"case": case}


OF_CASES: dict[str, Callable[[str], str]] = {
    "applicants.filed_draft": _filed,
    "cases.answered": _answered,
    "cases.withdraw": _withdrew,
    "cases.reported": _reported,
}
"""What is told of each case by its number."""


def done_in(session: AssistedSession) -> list[str]:
    """What was done in the person's place, from the record, in the active language."""
    events = Event.objects.filter(
        user_id=session.user_id,
        acting_for=session.person_id,
        at__gte=session.started_at,
        at__lte=session.ended_at or timezone.now(),
    )
    rows = list(events.order_by("id"))
    counts = Counter(row.name for row in rows)
    lines = [_numbered(tell, counts[name]) for name, tell in COUNTED.items() if counts[name]]
    lines += _of_cases(rows)
    pages = Counter(_page_of(row) for row in rows if row.name == READ)
    letters = sum(pages[name] for name in LETTERS)
    if letters:
        opened = ngettext(
            "opened letters or messages %(n)s time",
            "opened letters or messages %(n)s times",
            letters,
        )
        lines.append(opened % {"n": formats.number(letters)})
    if set(pages) - LETTERS - ENTRANCE - {""}:
        lines.append(_("looked at your applications"))
    return lines


def _numbered(tell: Count, count: int) -> str:
    text = tell(count)
    return text % {"n": formats.number(count)} if "%(n)s" in text else text


def _of_cases(rows: list[Event]) -> list[str]:
    wanted = [(row.name, row.case_id) for row in rows if row.name in OF_CASES and row.case_id]
    numbers = dict(
        Case.objects.filter(pk__in={pk for _name, pk in wanted}).values_list("pk", "number")
    )
    told = dict.fromkeys(wanted)
    return [OF_CASES[name](numbers[pk]) for name, pk in told if pk in numbers]


def _page_of(row: Event) -> str:
    try:
        purpose: str = log.payload_of(row).get("purpose", "")
    except Erased:
        return ""
    return purpose.partition(" ")[0]


def objection() -> list[str]:
    return [
        _(
            "You can end the mandate at any time, online under “Who may act for me” or at any "
            "desk, without a reason. It ends at once."
        ),
        _(
            "If something here is wrong or you did not want it, tell the centre or the office "
            "that deals with your case. They have to look into it, and whoever helped you decides "
            "nothing about you."
        ),
    ]


def words_of_session(session: AssistedSession, lines: list[str]) -> Words:
    centre = session.mandate.centre.name_in(current())
    return Words(
        title=_("What a support centre did for you"),
        opening=_("On %(moment)s, %(centre)s acted for you by the mandate that you gave and:")
        % {"moment": formats.moment(session.started_at), "centre": centre},
        lines=lines or [_("did nothing but open your pages")],
        objection=objection(),
    )


def words_given(mandate: Mandate) -> Words:
    centre = mandate.centre.name_in(current())
    return Words(
        title=_("You allowed a support centre to act for you"),
        opening=_("Until %(moment)s, %(centre)s may:")
        % {"moment": formats.moment(mandate.until), "centre": centre},
        lines=[str(service.name) for service in named(mandate.services)],
        objection=[
            *([consent.scope_of(mandate)] if mandate.case else []),
            _("You are told each time when something was done for you."),
            *objection(),
        ],
    )


def words_revoked(mandate: Mandate) -> Words:
    centre = mandate.centre.name_in(current())
    when = formats.moment(mandate.revoked_at or timezone.now())
    return Words(
        title=_("A mandate has ended"),
        opening=_(
            "The mandate for %(centre)s was taken back on %(moment)s. From that moment the centre "
            "can do nothing for you and see nothing of yours. What was done before stays."
        )
        % {"centre": centre, "moment": when},
        lines=[],
        objection=[
            _(
                "If it was not you who wanted this, go to any desk with your passport. A new "
                "mandate can be given at any time."
            )
        ],
    )


def words_translated(translation: SentenceTranslation) -> Words:
    sentence = translation.sentence
    return Words(
        title=_("What the office wrote, translated"),
        opening=_(
            "In case %(case)s the office wrote something to you in its own language. A member of "
            "staff has translated it. The translation is there to inform you and does not bind: "
            "the original does."
        )
        % {"case": sentence.case.number},
        lines=[],
        objection=[
            _("The translation:") + f"\n{translation.text}",
            _("The original, which binds:") + f"\n{sentence.text}",
        ],
    )


def tell(
    person: Person,
    pack: str,
    words: Callable[[], Words],
    *,
    actor: Actor,
    case: Case | None = None,
) -> Message:
    """Into the postbox: in the person's language, with the binding language beside it."""
    binding = load_pack(pack).binding_language
    with using(binding):
        official = words()
    with using(person.language):
        own = words()
    return send(
        person=person,
        language=person.language,
        subject=own.title,
        body=own.body,
        binding_language=binding,
        binding_subject=official.title,
        binding_body=official.body,
        case_id=case.pk if case else None,
        actor=actor,
    )


def tell_translated(translation: SentenceTranslation, *, actor: Actor) -> Message:
    """The person reads in their language what the office wrote, and the original beside it."""
    case, person = translation.sentence.case, translation.sentence.person
    return tell(person, case.pack, lambda: words_translated(translation), actor=actor, case=case)


def tell_given(mandate: Mandate, *, actor: Actor) -> Message:
    assert mandate.person is not None  # held by a constraint: whoever gave it is known
    return tell(mandate.person, mandate.centre.pack, lambda: words_given(mandate), actor=actor)


def tell_revoked(mandate: Mandate, *, actor: Actor) -> Message:
    assert mandate.person is not None
    return tell(mandate.person, mandate.centre.pack, lambda: words_revoked(mandate), actor=actor)


def tell_done(session: AssistedSession, *, actor: Actor) -> Message | None:
    """What was done, once the session has ended; nothing when nothing was done, or in practice."""
    if session.person.practice or not done_in(session):
        return None
    return tell(
        session.person,
        session.mandate.centre.pack,
        lambda: words_of_session(session, done_in(session)),
        actor=actor,
    )
