"""Patterns worth a question. None of them is a reproach: each says why it is listed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncHour
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from cases.models import ConfirmedHow
from i18n import formats
from permits.packs import load_pack
from support_centre.models import (
    AssistedFiling,
    AssistedSession,
    Centre,
    Given,
    Mandate,
    ReadBack,
)
from vault import keyring
from vault.models import Token

WINDOW = timedelta(days=30)
SAME_CONTACT = 3
"""So many different people with one telephone, e-mail address or place of living."""

AN_HOUR = 4
"""More filings than this in one hour of the clock."""

ON_PAPER = 5
"""So many mandates, every one on paper."""

QUICK = timedelta(seconds=10)
"""Nobody reads a printed page, or an answer, in less."""

QUICK_TIMES = 3
"""Confirmations on the screen that were so quick."""

MOST = 50
MOST_SESSIONS = 2000

CONTACTS: dict[str, Promise | str] = {
    "phone": gettext_lazy("the same telephone number"),
    "email": gettext_lazy("the same e-mail address"),
    "address": gettext_lazy("the same address"),
}


@dataclass(frozen=True)
class Finding:
    """``key`` stays the same as long as it is the same thing; ``why``: one plain sentence."""

    key: str
    user_id: UUID
    why: str
    sessions: list[UUID] = field(default_factory=list)


def findings(centres: QuerySet[Centre], *, now: datetime | None = None) -> list[Finding]:
    """What is unusual in the last thirty days at these centres; practice is never looked at."""
    since = (now or timezone.now()) - WINDOW
    real = centres.filter(practice=False)
    filings = AssistedFiling.objects.filter(centre__in=real, filed_at__gte=since)
    return [
        *_same_contact(filings),
        *_many_an_hour(filings, real),
        *_out_of_hours(real, since),
        *_on_paper_only(real, since),
        *_quick(real, since),
    ]


def _same_contact(filings: QuerySet[AssistedFiling]) -> Iterator[Finding]:
    """Compared by keyed hashes: nobody here learns the number itself."""
    helper = filings.filter(pk=OuterRef("owner_id")).values("user_id")
    rows = (
        Token.objects.filter(kind__in=AssistedFiling.CONTACTS, owner_id__in=filings.values("pk"))
        .annotate(helper=Subquery(helper))
        .values("helper", "kind", "value")
        .annotate(people=Count("subject_id", distinct=True))
        .filter(people__gte=SAME_CONTACT)
        .order_by("-people", "helper")[:MOST]
    )
    newest = max(keyring.loaded().index)  # while keys change, each value has a hash of each
    for row in rows:
        value = bytes(row["value"])
        if value[0] != newest:
            continue
        found = filings.filter(
            user_id=row["helper"],
            pk__in=Token.objects.filter(value=row["value"]).values("owner_id"),
        )
        digest = hashlib.sha256(value[1:]).hexdigest()[:24]
        why = ngettext(
            "%(people)s person was filed for with %(contact)s. A helper’s own contact may stand "
            "where the person’s should.",
            "%(people)s different people were filed for with %(contact)s. A helper’s own contact "
            "may stand where the person’s should.",
            row["people"],
        ) % {"people": row["people"], "contact": CONTACTS[row["kind"]]}
        yield Finding(
            f"contact:{row['helper']}:{row['kind']}:{digest}",
            row["helper"],
            why,
            list(found.values_list("session_id", flat=True)[:MOST]),
        )


def _many_an_hour(
    filings: QuerySet[AssistedFiling], centres: QuerySet[Centre]
) -> Iterator[Finding]:
    zone = _zone(centres)
    rows = (
        filings.annotate(clock=TruncHour("filed_at", tzinfo=zone))
        .values("user_id", "clock")
        .annotate(count=Count("pk"))
        .filter(count__gt=AN_HOUR)
        .order_by("-count", "user_id")[:MOST]
    )
    for row in rows:
        hour: datetime = row["clock"]
        found = filings.filter(
            user_id=row["user_id"], filed_at__gte=hour, filed_at__lt=hour + timedelta(hours=1)
        )
        why = ngettext(
            "%(count)s application was filed in the hour from %(moment)s. Reading back one "
            "application with a person takes longer.",
            "%(count)s applications were filed in the hour from %(moment)s. Reading back one "
            "application with a person takes longer.",
            row["count"],
        ) % {"count": row["count"], "moment": formats.moment(hour)}
        yield Finding(
            f"hour:{row['user_id']}:{hour:%Y%m%d%H}",
            row["user_id"],
            why,
            list(found.values_list("session_id", flat=True)[:MOST]),
        )


def _out_of_hours(centres: QuerySet[Centre], since: datetime) -> Iterator[Finding]:
    """Hours are words in the centre's row: the sessions are compared here, at most so many."""
    rows = (
        AssistedSession.objects.filter(mandate__centre__in=centres, started_at__gte=since)
        .order_by("-started_at")
        .values_list("pk", "user_id", "started_at", "mandate__centre")[:MOST_SESSIONS]
    )
    known = {centre.pk: centre for centre in centres.prefetch_related("closed_days")}
    told = 0
    for pk, user_id, started, centre_id in rows:
        centre = known[centre_id]
        if not centre.hours or told >= MOST or _is_open(centre, started):
            continue
        told += 1
        why = _("A session began on %(moment)s, when %(centre)s was closed.") % {
            "moment": formats.moment(started),
            "centre": centre.shown_name,
        }
        yield Finding(f"closed:{pk}", user_id, why, [pk])


def _is_open(centre: Centre, moment: datetime) -> bool:
    local = moment.astimezone(load_pack(centre.pack).time_zone)
    closed = [each for each in centre.closed_days.all() if each.day == local.date()]
    spans = centre.openings_of(closed[0].hours if closed else centre.hours, local.date())
    return any(span.start <= local.time() < span.end for span in spans)


def _on_paper_only(centres: QuerySet[Centre], since: datetime) -> Iterator[Finding]:
    rows = (
        Mandate.objects.filter(centre__in=centres, given_at__gte=since)
        .values("offered_by_id")
        .annotate(count=Count("pk"), paper=Count("pk", filter=Q(given_how=Given.PAPER)))
        .filter(count__gte=ON_PAPER)
        .order_by("-count", "offered_by_id")[:MOST]
    )
    for row in rows:
        if row["paper"] != row["count"]:
            continue
        sessions = AssistedSession.objects.filter(
            mandate__centre__in=centres,
            mandate__offered_by_id=row["offered_by_id"],
            mandate__given_at__gte=since,
        )
        why = ngettext(
            "The only mandate of the last thirty days (%(count)s) was signed on paper, not on the "
            "screen or on the person’s own device.",
            "All %(count)s mandates of the last thirty days were signed on paper, and none on the "
            "screen or on the person’s own device.",
            row["count"],
        ) % {"count": row["count"]}
        yield Finding(
            f"paper:{row['offered_by_id']}:{since.date():%Y%m}",
            row["offered_by_id"],
            why,
            list(sessions.values_list("pk", flat=True)[:MOST]),
        )


def _quick(centres: QuerySet[Centre], since: datetime) -> Iterator[Finding]:
    """Confirmed on the screen sooner than it can be read. One browser does not tell who pressed."""
    rows = (
        ReadBack.objects.filter(session__mandate__centre__in=centres, made_at__gte=since)
        .filter(how=ConfirmedHow.SCREEN, confirmed_at__isnull=False)
        .order_by("-made_at")
        .values_list(
            "session__user_id", "session_id", "made_at", "confirmed_at", "document__pages"
        )[:MOST_SESSIONS]
    )
    found: dict[UUID, list[UUID]] = {}
    for user_id, session_id, made, confirmed, pages in rows:
        if confirmed and confirmed - made < QUICK * max(1, pages or 1):
            found.setdefault(user_id, []).append(session_id)
    for user_id, sessions in sorted(found.items(), key=lambda each: -len(each[1]))[:MOST]:
        if len(sessions) < QUICK_TIMES:
            continue
        why = _(
            "%(count)s times something was confirmed on the screen within %(seconds)s seconds a "
            "page. Reading it takes longer."
        ) % {"count": len(sessions), "seconds": int(QUICK.total_seconds())}
        key = f"quick:{user_id}:{since.date():%Y%m}"
        yield Finding(key, user_id, why, list(dict.fromkeys(sessions))[:MOST])


def _zone(centres: QuerySet[Centre]) -> Any:
    first = centres.first()
    return load_pack(first.pack).time_zone if first else timezone.get_current_timezone()


def names_of(found: Iterable[Finding]) -> dict[UUID, str]:
    """The names of the helpers, fetched together."""
    users = User.objects.filter(pk__in={each.user_id for each in found}).select_related("person")
    return {user.pk: user.person.display_name for user in users}
