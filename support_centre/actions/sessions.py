"""An assisted session begins with a live mandate and ends by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from accounts.models import Person
from audit import log
from support_centre import notices
from support_centre.actions.tying import tie
from support_centre.models import AssistedSession, End, Mandate, Visit

NOTED_EVERY = timedelta(seconds=20)
"""How exactly the last act of a session is kept: one write in so long is enough."""

KEPT_FOR = timedelta(minutes=30)
"""What was being typed when a session ended is still taken for so long, once."""


class NoMandate(Exception):
    """There is no live mandate that names this helper."""


class Engaged(Exception):
    """Another helper is with this person now. ``session`` says who and since when."""

    def __init__(self, session: AssistedSession) -> None:
        super().__init__(str(session.pk))
        self.session = session


def start(
    mandate: Mandate, *, visit: Visit | None, actor: Actor, now: datetime | None = None
) -> AssistedSession:
    """Act in the person's place from here on. Raises ``NoMandate`` and ``Engaged``.

    The conflict of interest is written first: from now on this user decides nothing about this
    person, or the children whom they act for, in any role, for ever.
    """
    moment = now or timezone.now()
    if not mandate.is_live(moment) or not mandate.staff.filter(user_id=actor.by).exists():
        raise NoMandate
    person = mandate.person
    assert person is not None  # held by a constraint: whoever gave it is known
    try:
        with transaction.atomic():
            _end_what_is_over(person, actor, moment)
            tie(person, actor=actor)
            session = AssistedSession.objects.create(
                mandate=mandate,
                visit=visit,
                user_id=actor.by,
                person=person,
                started_at=moment,
                acted_at=moment,
            )
            log.append(
                "support_centre.began_session",
                actor=actor,
                subjects=[person.pk],
                payload={"session": str(session.pk), "mandate": str(mandate.pk)},
            )
            return session
    except IntegrityError:
        other = _of_another(person, actor)
        if other is None:
            raise
        raise Engaged(other) from None


def living(actor: Actor, *, now: datetime | None = None) -> AssistedSession:
    """The session in which the actor acts at this moment; it and its mandate last until commit.

    The actor of a request was fixed when it began. Ask before other rows are locked. Raises
    ``NoMandate``.
    """
    if actor.acting_for is None:
        raise NoMandate
    rows = AssistedSession.objects.open().filter(user_id=actor.by, person_id=actor.acting_for)
    found = rows.values_list("pk", "mandate_id").first()
    if found is None:
        raise NoMandate
    Mandate.objects.select_for_update(no_key=True).get(pk=found[1])  # first, as taking it back does
    locked = AssistedSession.objects.select_for_update(of=("self",), no_key=True)
    session = locked.select_related("mandate").get(pk=found[0])
    if session.over(now) is not None:
        raise NoMandate
    return session


def still_acts(actor: Actor, now: datetime | None = None) -> bool:
    """As ``applicants.actions.when_acting`` asks it."""
    try:
        living(actor, now=now)
    except NoMandate:
        return False
    return True


def _end_what_is_over(person: Person, actor: Actor, moment: datetime) -> None:
    """The helper's own last session ends with the next one; a colleague's only when it is over."""
    rows = AssistedSession.objects.open().select_related("mandate").select_for_update(of=("self",))
    for mine in rows.filter(user_id=actor.by):
        _end(mine, *(mine.over(moment) or (moment, End.ENDED)))
    for theirs in rows.filter(person=person):
        if over := theirs.over(moment):
            _end(theirs, *over)


def _of_another(person: Person, actor: Actor) -> AssistedSession | None:
    rows = AssistedSession.objects.open().with_mandate().filter(person=person)
    rows = rows.select_related("visit__room")
    return rows.exclude(user_id=actor.by).first()


def touch(session: AssistedSession, *, acted: bool, now: datetime | None = None) -> None:
    """A request came: something was done, or the open page only said that it is there."""
    moment = now or timezone.now()
    if acted and moment - session.acted_at < NOTED_EVERY:
        return
    field = "acted_at" if acted else "beat_at"
    AssistedSession.objects.open().filter(pk=session.pk).update(**{field: moment})


@transaction.atomic
def end(
    session: AssistedSession, *, actor: Actor, why: str = End.ENDED, now: datetime | None = None
) -> AssistedSession:
    """The session is over; doing it again changes nothing."""
    rows = AssistedSession.objects.select_for_update(of=("self",)).select_related("mandate")
    row = rows.get(pk=session.pk)
    if row.ended_at is None:
        moment = now or timezone.now()
        _end(row, *(row.over(moment) or (moment, why)))
        log.append(
            "support_centre.ended_session",
            actor=actor,
            subjects=[row.person_id],
            payload={"session": str(row.pk), "why": row.end},
        )
    return row


def _end(session: AssistedSession, at: datetime, why: str) -> None:
    """Nobody in particular ends it: the person is told by the system what was done."""
    session.ended_at, session.end = max(at, session.started_at), why
    session.notice = notices.tell_done(session, actor=SYSTEM)
    session.save(update_fields=["ended_at", "end", "notice"])


def end_run_out(session: AssistedSession, *, now: datetime | None = None) -> None:
    """A session that came to its end by itself is written down as ended, and the person told."""
    if session.over(now) is not None:
        end(session, actor=SYSTEM, now=now)


def keep_last(session: AssistedSession, *, now: datetime | None = None) -> bool:
    """Whether what was being typed when the session ended may still be kept: once, and soon."""
    moment = now or timezone.now()
    over = session.over(moment)
    if over is None or moment - over[0] > KEPT_FOR:
        return False
    taken = AssistedSession.objects.filter(pk=session.pk, kept_at=None).update(kept_at=moment)
    return bool(taken)
