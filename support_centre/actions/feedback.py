"""Three questions after a visit and online. ``models.feedback`` says why nobody is found by them.

None of this goes into the log: an event has an exact time, and an exact time has a person.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import SystemRandom
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case
from permits.packs import load_pack
from support_centre.models import AssistedFiling, Centre, Channel, Feedback, FeedbackStamp, Visit
from vault import keys

SALT = "feedback/1"
ASKED_FOR = timedelta(days=30)
"""Online, so long after the application was sent or decided."""

MIXED = 20
"""Stamps of others that are written anew beside a new one."""


class Over(Exception):
    """The invitation is too old, or never was one. One answer for both."""


@dataclass(frozen=True)
class Invitation:
    """What an answer will say of its origin. ``stamp``: hex, marks the invitation as used."""

    channel: str
    centre: str
    pack: str
    language: str
    permit: str
    stamp: str
    until: date

    @property
    def token(self) -> str:
        parts = [self.channel, self.centre, self.pack, self.language, self.permit, self.stamp]
        return signing.dumps([*parts, self.until.isoformat()], salt=SALT)

    @property
    def is_used(self) -> bool:
        return FeedbackStamp.objects.filter(digest=bytes.fromhex(self.stamp)).exists()


def after_visit(visit: Visit) -> Invitation | None:
    """For the visitor, while the day lasts. None before the end of the visit, and in practice.

    Nobody is asked who was not served and is not known: visits that are made up at the desk would
    lift a single answer over the fewest that are shown.
    """
    known = visit.person_id is not None and visit.started_at is not None
    if visit.is_open or visit.centre.practice or not known:
        return None
    filing = AssistedFiling.objects.filter(session__visit=visit).select_related("case__permit_type")
    last = filing.first()
    return Invitation(
        channel=Channel.VISIT,
        centre=visit.centre.code,
        pack=visit.centre.pack,
        language=visit.printed_in,
        permit=last.case.permit_type.code if last else "",
        stamp=_stamp(Channel.VISIT, visit.pk),
        until=visit.day,
    )


def online(case: Case, language: str, *, now: datetime | None = None) -> Invitation | None:
    """For the applicant: after sending and, once it has ended, after that. None when too late."""
    decided = case.ended_on is not None
    channel = Channel.DECISION if decided else Channel.SUBMISSION
    until = (case.ended_on or case.filed_on) + ASKED_FOR
    if load_pack(case.pack).today(now) > until:
        return None
    return Invitation(
        channel=channel,
        centre="",
        pack=case.pack,
        language=language,
        permit=case.permit_type.code,
        stamp=_stamp(channel, case.pk),
        until=until,
    )


def invited(token: str, *, now: datetime | None = None) -> Invitation:
    """The invitation behind an address, used or not: whoever asks is not told. Raises ``Over``."""
    try:
        channel, centre, pack, language, permit, stamp, until = signing.loads(token, salt=SALT)
        last = date.fromisoformat(until)
    except (signing.BadSignature, TypeError, ValueError):
        raise Over from None
    found = Invitation(channel, centre, pack, language, permit, stamp, last)
    if load_pack(found.pack).today(now) > found.until:
        raise Over
    return found


@transaction.atomic
def give_feedback(
    invitation: Invitation,
    *,
    clear: int,
    manner: int,
    again: int,
    words: str = "",
    now: datetime | None = None,
) -> None:
    """Keep the answers, mixed with the others of the hour. The second time nothing is kept.

    Whoever sends them is not told which it was: a helper could ask whether a visitor answered.
    """
    moment = (now or timezone.now()).astimezone(load_pack(invitation.pack).time_zone)
    if not _use_up(invitation, moment.date()):
        return
    keys.system()
    centre = Centre.objects.get(code=invitation.centre) if invitation.centre else None
    answer = Feedback(
        day=moment.date(),
        hour=moment.hour,
        channel=invitation.channel,
        centre=centre,
        language=_known(invitation.language),
        permit=invitation.permit,
        clear=clear,
        manner=manner,
        again=again,
        words=words.strip() or None,
    )
    _add_mixed(answer)


def _use_up(invitation: Invitation, today: date) -> bool:
    """Stamp it; False when it had its stamp, be it since a moment ago: then nothing has moved.

    Stamps are mixed as well: their order would be the order of the people.
    """
    FeedbackStamp.objects.filter(until__lt=today).delete()
    stamp = FeedbackStamp(digest=bytes.fromhex(invitation.stamp), until=invitation.until)
    if invitation.is_used:
        return False
    free = FeedbackStamp.objects.select_for_update(skip_locked=True)
    others = list(free.exclude(pk=stamp.pk).order_by("?")[:MIXED])
    rows = [stamp, *others]
    SystemRandom().shuffle(rows)
    try:
        with transaction.atomic():
            FeedbackStamp.objects.filter(pk__in=[row.pk for row in others]).delete()
            FeedbackStamp.objects.bulk_create(rows)
    except IntegrityError:
        return False
    return True


def _add_mixed(answer: Feedback) -> None:
    """Write the answer and those of its hour anew, in random order and under new ids."""
    of_the_hour = Feedback.objects.select_for_update().filter(
        day=answer.day, hour=answer.hour, channel=answer.channel, centre=answer.centre
    )
    before = list(of_the_hour)
    fresh = [answer, *(_copy(row) for row in before)]
    Feedback.objects.filter(pk__in=[row.pk for row in before]).delete()
    SystemRandom().shuffle(fresh)
    Feedback.objects.bulk_create(fresh)


def _copy(row: Feedback) -> Feedback:
    names = ("day", "hour", "channel", "centre_id", "language", "permit", "words")
    kept: dict[str, Any] = {name: getattr(row, name) for name in (*names, *Feedback.QUESTIONS)}
    return Feedback(**kept)


def _known(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else "en"


def _stamp(channel: str, about: object) -> str:
    """Tells that this visit or case was asked; only who holds the system's key can compute it."""
    key = keys.system().for_purpose(SALT)
    return hmac.digest(key, f"{channel}:{about}".encode(), "sha256").hex()
