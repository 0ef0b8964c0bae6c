"""The words of a mandate, versioned: what is printed, read on the person's device, and signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from i18n import formats
from i18n.languages import current
from support_centre.models import Giver, Mandate
from support_centre.services import named
from vault import keys

VERSION = 2
"""1: without the sentence about what it holds for. Its words are pinned by
``tests/support_centre/test_consent_text.py``, which says how a new version is made."""


@dataclass(frozen=True)
class Words:
    """A mandate in the active language. ``may``: what the centre may do, one sentence part each.

    ``scope``: for which cases; empty in the text of version 1. ``explained``: in which language and
    by whom, when that is none in which this can be printed.
    """

    title: str
    opening: str
    may: list[str]
    scope: str
    by_whom: str
    until: str
    explained: str
    rights: list[str]


def words_of(mandate: Mandate, reads: str = "") -> Words:
    """The text of ``mandate`` in the active language, in the version that it was offered with.

    ``reads``: the language in which the person has it before them; on paper the printed one.
    """
    staff = [row.user.person for row in mandate.staff.select_related("user__person")]
    keys.preload([person.pk for person in staff])
    names = sorted(person.display_name for person in staff)
    return Words(
        title=_("Mandate for a support centre"),
        opening=_opening(mandate),
        may=[str(service.text) for service in named(mandate.services)],
        scope=scope_of(mandate) if mandate.text_version > 1 else "",
        by_whom=_("Only these members of staff may do it: %(names)s.")
        % {"names": formats.listing(names)},
        until=_(
            "The mandate ends by itself on %(moment)s. It is never prolonged; I would give a "
            "new one."
        )
        % {"moment": formats.moment(mandate.until)},
        explained=_explained(mandate, reads or mandate.printed_in),
        rights=[
            _("I remain the one who decides. Nothing is sent before I have confirmed it."),
            _(
                "I can take the mandate back at any time, online or at any desk, without a reason. "
                "It ends at once."
            ),
            _(
                "Whoever helps me never decides about my application, and cannot change how I sign "
                "in."
            ),
            _(
                "Everything that the staff do for me is recorded. I am told what was done, and I "
                "can see who looked at my file."
            ),
        ],
    )


def text_of(
    mandate: Mandate, *, facts: Sequence[tuple[str, str]], reads: str = ""
) -> dict[str, Any]:
    """The words as a sheet and a page show them, in the active language: title, facts, parts."""
    words = words_of(mandate, reads)
    may = [{"title": sentence[:1].upper() + sentence[1:]} for sentence in words.may]
    terms = [words.scope, words.by_whom, words.until, words.explained]
    return {
        "title": words.title,
        "facts": [list(fact) for fact in facts],
        "parts": [
            _part(words.opening, items=may),
            _part(_("By whom and until when"), [*filter(None, terms)]),
            _part(_("My rights"), words.rights),
        ],
    }


def _part(
    heading: str, paragraphs: Sequence[str] = (), *, items: Sequence[dict[str, str]] = ()
) -> dict[str, Any]:
    return {"heading": heading, "items": list(items), "paragraphs": list(paragraphs)}


def explaining(mandate: Mandate) -> list[tuple[str, str]]:
    """In which language it was explained, and who interpreted."""
    facts = [(_("Explained in"), formats.language_name(mandate.language))]
    if mandate.interpreter:
        facts.append((_("Interpreter"), mandate.interpreter))
    return facts


def for_another(mandate: Mandate) -> list[tuple[str, str]]:
    """Who consents for the person, and why."""
    if mandate.giver == Giver.SELF:
        return []
    return [
        (_("Who consents"), f"{mandate.giver_name} ({mandate.get_giver_display()})"),
        (_("Why they consent for the person"), mandate.giver_reason or ""),
    ]


def scope_of(mandate: Mandate) -> str:
    if mandate.case is None:
        return _("The mandate is for all applications and cases.")
    return _("The mandate is for case %(case)s only. Nothing else is seen or done.") % {
        "case": formats.left_to_right(mandate.case.number)
    }


def _explained(mandate: Mandate, reads: str) -> str:
    if reads == mandate.language:
        return ""
    who = mandate.interpreter or mandate.offered_by.person.display_name
    return _(
        "This text is printed in %(printed)s. It was explained to me in %(explained)s by %(who)s."
    ) % {
        "printed": formats.language_name(reads),
        "explained": formats.language_name(mandate.language),
        "who": who,
    }


def _opening(mandate: Mandate) -> str:
    centre = mandate.centre.name_in(current())
    if mandate.giver == Giver.SELF:
        return _("I allow %(centre)s to do this for me:") % {"centre": centre}
    return _(
        "As the parent or guardian of the person named here, I allow %(centre)s to do this for "
        "them:"
    ) % {"centre": centre}
