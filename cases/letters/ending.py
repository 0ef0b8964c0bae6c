"""A case that ends without a decision on the permit: withdrawn, discontinued or inadmissible."""

from uuid import UUID

from django.utils.translation import gettext as _

from cases.letters.naming import ended, party
from cases.letters.parts import Item, Part, Text
from cases.letters.source import Source
from cases.lifecycle import State
from cases.models import Case
from i18n import formats
from permits.models import PhraseKind


def text(case: Case, about: UUID, source: Source) -> Text:
    """The letter that ends ``case``, in the language of ``source``, which is the active one."""
    inadmissible = case.state == State.INADMISSIBLE
    kind = PhraseKind.INADMISSIBILITY if inadmissible else PhraseKind.DISCONTINUANCE
    ground = source.phrase(kind, case.ending)
    title = (
        _("Your application cannot be examined")
        if inadmissible
        else _("The proceedings have ended")
    )
    day = formats.day_long(case.ended_on) if case.ended_on else ""
    outcome = (
        _("The office ended the case on %(day)s because the application is inadmissible.")
        if inadmissible
        else _("The proceedings ended on %(day)s. There is no decision on the permit.")
    ) % {"day": day}
    item = Item(
        ground.name_in(source.language),
        source.sentence(ground),
        ground.legal_basis,
    )
    summary = (
        _("The case %(number)s has ended. The letter says why and what you can do.")
        if ground.remedy
        else _("The case %(number)s has ended. The letter says why.")
    )
    return Text(
        title=title,
        summary=summary % {"number": case.number},
        facts=party(case, source),
        signature=ended(case, source),
        parts=(Part(_("Outcome"), (outcome,)), Part(_("Reason"), items=(item,))),
        remedy=source.remedy(ground.remedy) if ground.remedy else None,
    )
