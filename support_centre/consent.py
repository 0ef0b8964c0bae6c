"""The words of a mandate, versioned: what is printed, read on the person's device, and signed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from i18n import formats
from i18n.languages import current
from support_centre.models import Giver, Mandate
from support_centre.services import named
from vault import keys

VERSION = 2
"""1: without the sentence about what it holds for."""


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


def words_of(mandate: Mandate) -> Words:
    """The text of ``mandate`` in the active language, in the version that it was offered with."""
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
        explained=_explained(mandate),
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


def scope_of(mandate: Mandate) -> str:
    if mandate.case is None:
        return _("The mandate is for all applications and cases.")
    return _("The mandate is for case %(case)s only. Nothing else is seen or done.") % {
        "case": formats.left_to_right(mandate.case.number)
    }


def _explained(mandate: Mandate) -> str:
    if mandate.printed_in == mandate.language:
        return ""
    who = mandate.interpreter or mandate.offered_by.person.display_name
    return _(
        "This text is printed in %(printed)s. It was explained to me in %(explained)s by %(who)s."
    ) % {
        "printed": formats.language_name(mandate.printed_in),
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
