"""The person is told where something was written after the end of a session."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.actor import Actor
from i18n.languages import current
from postbox.models import Message
from support_centre.models import Turned
from support_centre.notices import Words, objection, tell


def words_kept(turned: Turned) -> Words:
    centre = turned.session.mandate.centre.name_in(current())
    return Words(
        title=_("The last words of a support centre were kept"),
        opening=_(
            "When %(centre)s could no longer act for you, it was just writing. So that nothing is "
            "lost, what stood on that page was kept once, and nothing was sent:"
        )
        % {"centre": centre},
        lines=[_place(turned)],
        objection=objection(),
    )


def _place(turned: Turned) -> str:
    if turned.asked is not None:
        values = {"number": turned.asked.seq, "case": turned.asked.case.number}
        return _("in your answer to request %(number)s of the office, case %(case)s") % values
    if turned.change is not None:
        return _("in your report of a change to the office, case %(case)s") % {
            "case": turned.change.case.number
        }
    assert turned.draft is not None  # or nothing was kept
    section = turned.draft.schema.section(turned.section)
    part = _(section.title) if section else ""
    permit = turned.draft.permit_type.name
    return _("in the application “%(permit)s”, part “%(part)s”") % {"permit": permit, "part": part}


def tell_kept(turned: Turned, *, actor: Actor) -> Message | None:
    """Where something was written after the end of the session; nothing in practice."""
    session = turned.session
    if session.person.practice:
        return None
    pack = session.mandate.centre.pack
    return tell(session.person, pack, lambda: words_kept(turned), actor=actor)
