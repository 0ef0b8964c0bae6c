"""A visit is opened, served, ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from audit import log
from support_centre.actions.centres import arrive
from support_centre.actions.sessions import Engaged
from support_centre.models import AssistedSession, Centre, Reason, Room, Visit


@transaction.atomic
def open_visit(
    centre: Centre,
    *,
    language: str,
    reason: str,
    actor: Actor,
    serve_now: bool = False,
    room: Room | None = None,
    now: datetime | None = None,
) -> Visit:
    """Somebody came in. They get the next number of the day. Raises ``ValueError``.

    ``room``: of this centre, where the visit is held.
    """
    if reason not in Reason.values:
        raise ValueError(reason)
    _check_room(room, centre)
    moment = now or timezone.now()
    Centre.objects.select_for_update().get(pk=centre.pk)  # one number at a time
    day = centre.today(moment)
    last = Visit.objects.filter(centre=centre, day=day).aggregate(last=Max("number"))["last"] or 0
    visit = Visit.objects.create(
        centre=centre,
        day=day,
        number=last + 1,
        language=language,
        reason=reason,
        opened_by_id=actor.by,
        opened_at=moment,
        served_by_id=actor.by if serve_now else None,
        started_at=moment if serve_now else None,
        room=room,
    )
    arrive(centre, actor=actor, now=moment)
    log.append("support_centre.opened_visit", actor=actor, payload={"visit": str(visit.pk)})
    return visit


@transaction.atomic
def serve(visit: Visit, *, actor: Actor, now: datetime | None = None) -> Visit:
    """The next visitor comes to this desk; the visit as it is when a colleague was quicker."""
    row = Visit.objects.select_for_update(of=("self",)).select_related("centre").get(pk=visit.pk)
    if row.is_waiting:
        row.served_by_id, row.started_at = actor.by, now or timezone.now()
        row.save(update_fields=["served_by", "started_at"])
        arrive(row.centre, actor=actor, now=row.started_at)
        log.append("support_centre.served_visit", actor=actor, payload={"visit": str(row.pk)})
    return row


@transaction.atomic
def take_over(visit: Visit, *, actor: Actor, now: datetime | None = None) -> Visit:
    """A colleague's visitor goes on at this desk. Raises ``Engaged`` while the colleague still
    acts for the person."""
    row = Visit.objects.select_for_update(of=("self",)).select_related("centre").get(pk=visit.pk)
    if row.is_open and not row.is_waiting and row.served_by_id != actor.by:
        _leave_alone_who_acts(row, now)
        row.served_by_id = actor.by
        row.save(update_fields=["served_by"])
        arrive(row.centre, actor=actor, now=now)
        _log("support_centre.took_over_visit", row, actor)
    return row


@transaction.atomic
def put_back(visit: Visit, *, actor: Actor, now: datetime | None = None) -> Visit:
    """The visitor waits again, in the place that their number gives them. Raises ``Engaged``."""
    row = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if row.is_open and not row.is_waiting:
        _leave_alone_who_acts(row, now)
        row.served_by_id, row.started_at = None, None
        row.save(update_fields=["served_by", "started_at"])
        _log("support_centre.put_back_visit", row, actor)
    return row


def _leave_alone_who_acts(visit: Visit, now: datetime | None) -> None:
    sessions = AssistedSession.objects.open().with_mandate().filter(visit=visit)
    for session in sessions:
        if session.over(now) is None:
            raise Engaged(session)


def _log(name: str, visit: Visit, actor: Actor) -> None:
    subjects = [visit.person_id] if visit.person_id else []
    log.append(name, actor=actor, subjects=subjects, payload={"visit": str(visit.pk)})


@transaction.atomic
def move(visit: Visit, *, room: Room | None, actor: Actor) -> Visit:
    """The visit is held in that room, or in none in particular. Raises ``ValueError``."""
    row = Visit.objects.select_for_update(of=("self",)).select_related("centre").get(pk=visit.pk)
    _check_room(room, row.centre)
    if row.is_open and row.room_id != (room.pk if room else None):
        row.room = room
        row.save(update_fields=["room"])
        payload = {"visit": str(row.pk), "room": room.code if room else ""}
        log.append("support_centre.moved_visit", actor=actor, payload=payload)
    return row


def _check_room(room: Room | None, centre: Centre) -> None:
    if room is not None and room.centre_id != centre.pk:
        raise ValueError(room)


@transaction.atomic
def end_visit(
    visit: Visit, *, done: Iterable[str], actor: Actor, now: datetime | None = None
) -> Visit:
    """What was done, by codes of ``Reason``; none when the visitor left. Raises ``ValueError``."""
    codes = list(dict.fromkeys(done))
    if set(codes) - set(Reason.values):
        raise ValueError(codes)
    row = Visit.objects.select_for_update().get(pk=visit.pk)
    if row.is_open:
        row.ended_at, row.done = now or timezone.now(), codes
        row.save(update_fields=["ended_at", "done"])
        log.append(
            "support_centre.ended_visit",
            actor=actor,
            subjects=[row.person_id] if row.person_id else [],
            payload={"visit": str(row.pk), "done": codes},
        )
    return row


def end_left(visit: Visit, *, now: datetime | None = None) -> Visit:
    """A visit of an earlier day that nobody ended: the visitor left, nothing was done."""
    return end_visit(visit, done=(), actor=SYSTEM, now=now)
