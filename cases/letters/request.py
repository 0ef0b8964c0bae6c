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
    by_when = _by_when(request)
    return Text(
        title=_("The office asks you for something"),
        summary=_summary(case, request),
        parts=(
            Part(
                _("What to send"),
                items=tuple(source.asked(row) for row in request.items.all()),
            ),
            *_free_text(request, source),
            Part(
                _("By when"),
                (by_when,),
            ),
            *_otherwise(source),
            Part(_("Legal basis"), (formats.left_to_right(request.legal_basis),)),
            Part(
                _("How to answer"),
                _how(request),
            ),
        ),
    )


def _summary(case: Case, request: Request) -> str:
    if request.due_on is None:
        return _(
            "For your application %(number)s, the office needs something from you. The letter "
            "lists what it is and says by when."
        ) % {"number": case.number}
    return _(
        "For your application %(number)s, the office needs something from you by %(due)s. "
        "The letter lists what it is; you can answer online."
    ) % {"number": case.number, "due": formats.day_long(request.due_on)}


def _by_when(request: Request) -> str:
    """On paper the letter cannot name the day: the period begins when it is delivered."""
    if request.days is not None:
        return _(
            "Your answer has to arrive within %(days)s. The period begins on the day on which "
            "this letter is delivered to you."
        ) % {"days": formats.days(request.days)}
    assert request.due_on is not None  # held by a constraint
    day = formats.day_long(request.due_on)
    return _("Your answer has to arrive by %(due)s.") % {"due": day}


def _otherwise(source: Source) -> tuple[Part, ...]:
    phrase = source.if_unanswered()
    if phrase is None:
        return ()
    item = Item(phrase.name_in(source.language), source.sentence(phrase), phrase.legal_basis)
    return (Part(_("If you do not answer"), items=(item,)),)


def _how(request: Request) -> tuple[str, str]:
    more_time = _("If you need more time, ask the office before the due date.")
    if request.days is not None:
        centre = _(
            "Go to any support centre: it helps you to answer, and sends your answer for you."
        )
        return centre, more_time
    return _("Sign in, open your case and choose Answer. You can write and add files."), more_time


def _free_text(request: Request, source: Source) -> tuple[Part, ...]:
    item = source.with_free_text(Item(""), request.text)
    return (Part(_("Note of the office"), items=(item,)),) if item.original else ()
