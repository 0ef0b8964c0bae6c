"""The visitor's screen as it is now: whose session it follows, in which language, and its tag."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from i18n import languages
from support_centre import scenes
from support_centre.acting import assisting
from support_centre.models import AssistedSession, Centre, Mandate, Visit
from support_centre.models.turned import Turned
from support_centre.scenes import Scene, Seen

SAID_FOR = timedelta(minutes=3)
"""So long the screen says that it is finished; then it waits for the next visitor."""


@dataclass(frozen=True)
class Screen:
    """``seen`` is there only while the session lives: without it nothing personal is at hand.

    ``offered``: a mandate to be read before it is given. ``called``: while nobody is assisted,
    which number goes into which room.
    """

    language: str
    finished: bool = False
    seen: Seen | None = None
    offered: Mandate | None = None
    called: tuple[Visit, ...] = ()

    @property
    def scene(self) -> Scene:
        return scenes.scene(self.seen.turned.scene if self.seen else "")

    @property
    def tag(self) -> str:
        """Changes when what is shown does."""
        words = [self.language, str(self.finished)]
        if self.seen is not None:
            turned = self.seen.turned
            words += [str(self.seen.session.pk), self.scene.name, str(turned.draft_id)]
            words.append(str(turned.change_id))
            words += [turned.section, turned.question, self.scene.version(self.seen)]
        if self.offered is not None:
            words.append(str(self.offered.pk))
        words += [f"{each.number} {each.room_id} {each.is_waiting}" for each in self.called]
        return f'"{hashlib.sha256("|".join(words).encode()).hexdigest()[:32]}"'


def screen_of(actor: Actor, now: datetime | None = None) -> Screen:
    """The screen that belongs to this helper's desk; of a living session, or of none."""
    moment = now or timezone.now()
    session = _latest(actor)
    over = session.over(moment) if session else None
    if session is not None and over is None:
        turned = Turned.objects.filter(pk=session.pk).first() or Turned(session=session)
        spoken = session.mandate.printed_in
        return Screen(spoken, seen=Seen(session, turned, assisting(actor, session)))
    if (offered := _offered(actor)) is not None:
        return Screen(offered.printed_in, offered=offered)
    if session is not None and over is not None and moment - over[0] < SAID_FOR:
        return Screen(session.mandate.printed_in, finished=True)
    return _idle(actor, moment)


def _offered(actor: Actor) -> Mandate | None:
    """What waits to be given by whom this helper serves now."""
    rows = Mandate.objects.offered().filter(
        code__isnull=False,
        visit__served_by=actor.by,
        visit__ended_at=None,
        visit__centre__code=actor.office,
    )
    return rows.order_by("-offered_at").first()


def _idle(actor: Actor, now: datetime) -> Screen:
    """Nobody is assisted: a greeting, and where those who came are to go."""
    centre = Centre.objects.of(actor).first()
    called = Visit.objects.called(centre, centre.today(now)) if centre else ()
    return Screen(languages.current(), called=tuple(called))


def _latest(actor: Actor) -> AssistedSession | None:
    """The helper's last session at the centre where they work in this role now."""
    rows = AssistedSession.objects.with_mandate().filter(
        user_id=actor.by, mandate__centre__code=actor.office
    )
    return rows.order_by("-started_at").first()
