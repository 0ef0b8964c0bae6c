"""The request: what is missing or insufficient, why, and by when it is to arrive."""

from uuid import UUID

from django.utils.translation import gettext as _

from cases.letters.parts import Item, Part, Text
from cases.letters.source import Source
from cases.models import Case, Request
from i18n import formats


def text(case: Case, about: UUID, source: Source) -> Text:
    """The request ``about`` in the language of ``source``, which is the active one."""
    request = Request.objects.prefetch_related("items").get(pk=about, case=case)
    due = formats.day_long(request.due_on)
    return Text(
        title=_("The office asks you for something"),
        summary=_(
            "For your application %(number)s, the office needs something from you by %(due)s. "
            "The letter lists what it is; you can answer online."
        )
        % {"number": case.number, "due": due},
        parts=(
            Part(
                _("What to send"),
                items=tuple(source.asked(row) for row in request.items.all()),
            ),
            *_free_text(request, source),
            Part(
                _("By when"),
                (_("Your answer has to arrive by %(due)s.") % {"due": due},),
            ),
            Part(_("Legal basis"), (formats.left_to_right(request.legal_basis),)),
            Part(
                _("How to answer"),
                (
                    _("Sign in, open your case and choose Answer. You can write and add files."),
                    _("If you need more time, ask the office before the due date."),
                ),
            ),
        ),
    )


def _free_text(request: Request, source: Source) -> tuple[Part, ...]:
    item = source.with_free_text(Item(""), request.text)
    return (Part(_("Note of the office"), items=(item,)),) if item.original else ()
