"""How a centre served in a period: counted by the database, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from math import ceil
from typing import Any

from django.db.models import (
    Avg,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import ExtractHour

from cases.models import Case, RequestItem
from permits.models import PermitType
from permits.packs import load_pack
from support_centre.models import AssistedFiling, Centre, Channel, Feedback, Visit
from support_centre.quality.periods import Period

FEWEST = 5
"""Answers of fewer people than this are shown to nobody."""

MOST_GROUPS = 400
MOST_WORDS = 30
DEFECTS = (RequestItem.Kind.MISSING, RequestItem.Kind.INSUFFICIENT)
FOR_DEFECTS = "defect"
"""How the packs' grounds for discontinuing begin when what was missing did not come."""


@dataclass(frozen=True)
class Times:
    """Of ``count`` visits: half took no longer than ``median``, nine in ten than ``ninetieth``."""

    count: int
    median: timedelta | None = None
    ninetieth: timedelta | None = None


@dataclass(frozen=True)
class Opinion:
    """Averages from 1 to 5 of ``count`` answers; ``group`` is a language or a channel."""

    group: str
    count: int
    clear: float
    manner: float
    again: float


@dataclass(frozen=True)
class Returned:
    """Of ``filed`` applications those that the office sent back for something missing or wrong."""

    filed: int
    returned: int

    @property
    def share(self) -> float | None:
        return self.returned / self.filed if self.filed else None


@dataclass(frozen=True)
class Report:
    """What the dashboard and its table file show.

    ``closed``: the period is over. Before that no answer of anybody is in it: what one visitor
    answers would be the difference between two looks.
    """

    closed: bool

    visits: int
    by_hour: list[tuple[int, int]]
    by_language: list[tuple[str, int]]
    by_both: dict[tuple[int, str], int]
    waiting: Times
    handling: Times
    permits: list[tuple[str, int]]
    opinions: list[Opinion]
    hidden: int
    online: list[Opinion]
    words: list[str]
    helped: Returned
    alone: Returned


def report(centre: Centre, span: Period, *, with_words: bool) -> Report:
    """``with_words``: free sentences and what was answered online, for supervisors."""
    zone = load_pack(centre.pack).time_zone
    visits = Visit.objects.filter(centre=centre, day__gte=span.start, day__lt=span.end)
    both = _by_hour_and_language(visits, zone)
    closed = span.end <= centre.today()
    answers = Feedback.objects.filter(day__gte=span.start, day__lt=span.end)
    answers = answers if closed else answers.none()
    here = answers.filter(channel=Channel.VISIT, centre=centre)
    total, opinions, hidden = _opinions(here, "language")
    online = _opinions(answers.filter(centre=None), "channel") if with_words else None
    helped, alone = _returned(centre, *span.moments(zone))
    return Report(
        closed=closed,
        visits=sum(both.values()),
        by_hour=_summed(both, 0),
        by_language=sorted(_summed(both, 1), key=lambda row: -row[1]),
        by_both=both,
        waiting=_times(visits, "opened_at", "started_at"),
        handling=_times(visits, "started_at", "ended_at"),
        permits=_permits(centre, *span.moments(zone)),
        opinions=[*total, *opinions],
        hidden=hidden,
        online=online[1] if online else [],
        words=_words(here) if with_words and total else [],
        helped=helped,
        alone=alone,
    )


def _by_hour_and_language(visits: QuerySet[Visit], zone: tzinfo) -> dict[tuple[int, str], int]:
    rows = (
        visits.annotate(hour=ExtractHour("opened_at", tzinfo=zone))
        .values_list("hour", "language")
        .annotate(count=Count("pk"))
        .order_by("hour", "language")[:MOST_GROUPS]
    )
    return {(hour, language): count for hour, language, count in rows}


def _summed(both: dict[tuple[int, str], int], place: int) -> list[tuple[Any, int]]:
    found: dict[Any, int] = {}
    for key, count in both.items():
        found[key[place]] = found.get(key[place], 0) + count
    return sorted(found.items())


def _times(visits: QuerySet[Visit], since: str, until: str) -> Times:
    """By nearest rank: the time of a real visit, found by its place in the order."""
    took = ExpressionWrapper(F(until) - F(since), output_field=DurationField())
    rows = visits.filter(**{f"{since}__isnull": False, f"{until}__isnull": False})
    count = rows.count()
    if not count:
        return Times(0)
    ordered = rows.annotate(took=took).order_by("took").values_list("took", flat=True)
    places = [ceil(count * share) - 1 for share in (0.5, 0.9)]
    median, ninetieth = (ordered[place] for place in places)
    return Times(count, median, ninetieth)


def _permits(centre: Centre, start: datetime, end: datetime) -> list[tuple[str, int]]:
    filed = AssistedFiling.objects.filter(centre=centre, filed_at__gte=start, filed_at__lt=end)
    rows = (
        filed.values_list("case__permit_type")
        .annotate(count=Count("pk"))
        .order_by("-count", "case__permit_type")[:MOST_GROUPS]
    )
    counts = dict(rows)
    names = PermitType.objects.in_bulk(counts)
    return [(str(names[pk]), count) for pk, count in counts.items()]


def _opinions(answers: QuerySet[Feedback], by: str) -> tuple[list[Opinion], list[Opinion], int]:
    """All together, then the groups; and how many groups are too small to be shown.

    When only one group is hidden, the smallest of the others goes as well: what is missing to the
    sum would be that one.
    """
    averages = {name: Avg(name) for name in Feedback.QUESTIONS}
    counted = {"count": Count("pk"), **averages}
    names = ("count", *Feedback.QUESTIONS)
    alias = {f"mean_{name}": value for name, value in averages.items()}
    everything = answers.aggregate(**{"count": counted["count"], **alias})
    if everything["count"] < FEWEST:
        return [], [], int(everything["count"] > 0)
    whole = Opinion("", everything["count"], *(everything[f"mean_{n}"] for n in names[1:]))
    rows = answers.values_list(by).annotate(count=Count("pk"), **alias).order_by("-count", by)
    groups = [Opinion(*row) for row in rows[:MOST_GROUPS]]
    shown = [group for group in groups if group.count >= FEWEST]
    if len(groups) - len(shown) == 1:
        shown = shown[:-1]
    return [whole], shown, len(groups) - len(shown)


def _words(answers: QuerySet[Feedback]) -> list[str]:
    """In no order of time: by random id."""
    rows = answers.filter(words__isnull=False).order_by("pk")[:MOST_WORDS]
    return [row.words for row in rows if row.words]


def _returned(centre: Centre, start: datetime, end: datetime) -> tuple[Returned, Returned]:
    """Filed in the period with help of this centre; and without the help of any."""
    asked = RequestItem.objects.filter(request__case=OuterRef("pk"), kind__in=DEFECTS)
    filings = AssistedFiling.objects.filter(case=OuterRef("pk"))
    rows = (
        Case.objects.filter(filed_at__gte=start, filed_at__lt=end)
        .annotate(
            here=Exists(filings.filter(centre=centre)),
            anywhere=Exists(filings),
            returned=Exists(asked),
        )
        .order_by()
        .values_list("here", "anywhere")
        .annotate(
            filed=Count("pk"),
            back=Count("pk", filter=Q(returned=True) | Q(ending__startswith=FOR_DEFECTS)),
        )
    )
    found = {(here, anywhere): Returned(filed, back) for here, anywhere, filed, back in rows}
    none = Returned(0, 0)
    return found.get((True, True), none), found.get((False, False), none)


def minutes(value: timedelta) -> int:
    """Whole minutes, rounded up: nobody waited for less than was said."""
    return -(-int(value.total_seconds()) // 60)
