"""A sample of assisted sessions for supervisors: by chance, and the same one all day."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from math import ceil
from uuid import UUID

from django.db.models import QuerySet

from support_centre.models import AssistedSession, Centre
from vault import keys

SHARE = 0.05
AT_LEAST = 3
DAYS = 7
MOST = 5000
"""Sessions from which is drawn; beyond it the latest ones."""


def drawn(centres: Iterable[Centre], day: date, zone: tzinfo) -> list[UUID]:
    """Ids of the sessions that are looked at on this day: one in twenty of the seven days before.

    They are drawn by a keyed hash of day and session, so nobody at a desk can tell beforehand
    which ones, and asking again gives the same.
    """
    until = datetime.combine(day, time.min, zone)
    rows = AssistedSession.objects.filter(
        mandate__centre__in=centres,
        mandate__centre__practice=False,
        started_at__gte=until - timedelta(days=DAYS),
        started_at__lt=until,
    )
    ids = list(rows.order_by("-started_at").values_list("pk", flat=True)[:MOST])
    count = min(len(ids), max(AT_LEAST, ceil(len(ids) * SHARE)))
    key = keys.system().for_purpose("sample/1")
    return sorted(ids, key=lambda pk: hmac.digest(key, f"{day}:{pk}".encode(), "sha256"))[:count]


def sessions(ids: Iterable[UUID]) -> QuerySet[AssistedSession]:
    """With what a line about each of them needs."""
    return (
        AssistedSession.objects.filter(pk__in=list(ids))
        .select_related("mandate__centre", "visit", "user__person")
        .order_by("-started_at")
    )
