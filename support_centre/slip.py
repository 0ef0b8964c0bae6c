"""The words of a hand-over slip: what is filed, what happens next, how the person gets at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from applicants.following.turns import turn_of
from cases.actions.ledger import clock_of
from cases.models import Case, Request
from cases.models.standing import read_standings
from i18n import formats
from i18n.languages import current, using
from permits.packs import load_pack
from support_centre.actions import cases_of
from support_centre.models import Fact, Slip


@dataclass(frozen=True)
class Part:
    heading: str
    paragraphs: list[str]


@dataclass(frozen=True)
class Words:
    """A slip in the active language. ``code_help`` stands beside the code."""

    title: str
    code_title: str
    code_help: str
    cases: list[Part]
    parts: list[Part]


def claim_address(language: str) -> str:
    """What the square leads to: the page, never the code."""
    with using(language):
        return settings.SITE_ADDRESS + reverse("support_centre:claim")


def cases_shown(person: Person) -> list[tuple[str, str]]:
    """Permit and number of each case, for the person who is about to get them."""
    return [(case.permit_type.name, case.number) for case in cases_of(person)]


def words_of(slip: Slip, cases: Sequence[Case]) -> Words:
    """The text of ``slip`` in the active language. ``cases`` come with their permit types."""
    if cases:
        read_standings(cases, load_pack(cases[0].pack).today())
    return Words(
        title=_("Your application: how it goes on"),
        code_title=_("Your code"),
        code_help=_help(slip),
        cases=[_case(case) for case in cases],
        parts=[_yourself(slip), _without(slip)],
    )


def _help(slip: Slip) -> str:
    known = []
    if slip.birth_proof:
        known.append(str(Fact.BIRTH_DATE.label))
    if slip.passport_proof:
        known.append(str(Fact.PASSPORT.label))
    return _("It works once, until %(day)s, and only together with this: %(facts)s.") % {
        "day": formats.day_long(slip.until),
        "facts": formats.listing([fact.lower() for fact in known], choice=True),
    }


def _case(case: Case) -> Part:
    waiting = list(Request.objects.waiting().filter(case=case))
    turn = turn_of(case, waiting, clock_of(case, load_pack(case.pack).today()))
    filed = _("Case number %(number)s, sent on %(day)s.") % {
        "number": formats.left_to_right(case.number),
        "day": formats.day_long(case.filed_on),
    }
    name = str(case.permit_type.name)
    return Part(name, [filed, *(text for text in (turn.title, turn.text) if text)])


def _yourself(slip: Slip) -> Part:
    return Part(
        _("To follow it yourself"),
        [
            _(
                "Point the camera of a telephone at the square, or open this address on any "
                "computer: %(address)s"
            )
            % {"address": _on_its_line(claim_address(current()))},
            _(
                "Type the code and choose a password. Everything that was filed for you is yours "
                "then, and the centre can no longer open it."
            ),
            _(
                "Keep this sheet like a key. Nobody of the office or the centre will ever ask you "
                "for the code. If it is lost, or does not work, any support centre gives you a "
                "new one after looking at your passport."
            ),
        ],
    )


def _on_its_line(address: str) -> str:
    """So that paper does not cut it in two."""
    return "\n" + formats.left_to_right(address)


def _without(slip: Slip) -> Part:
    centre = slip.centre
    phone = centre.phone.replace(" ", formats.HARD_SPACE)
    where = ", ".join(line for line in (centre.address, phone) if line)
    name = centre.name_in(current())
    if where:
        name = _("%(centre)s, %(where)s") % {
            "centre": name,
            "where": formats.left_to_right(where),
        }
    return Part(
        _("If you do not use a computer"),
        [
            _(
                "Letters of the office are printed and sent to you by post, or handed to you at "
                "the desk, by this centre: %(centre)s. No period begins before you have them."
            )
            % {"centre": name},
            _(
                "Any support centre tells you how your case stands and helps you to answer, once "
                "you allow it."
            ),
        ],
    )
