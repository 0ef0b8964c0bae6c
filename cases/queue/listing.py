"""Rows of a list of cases: a page by key, and each row as plain values ready to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actor import Actor
from accounts.models import Person
from accounts.scope import scoped
from cases.lifecycle import shown as shown_state
from cases.models import Case
from cases.models.queues import FAR, CaseQuerySet
from cases.queue.filters import Filters
from cases.queue.views import QUEUE_VIEWS, counts_beside
from i18n import formats, languages
from i18n.addresses import STAND_IN, address
from permits.models.catalogue import PermitName
from permits.models.edition import edition_beside
from vault import keys
from vault.fields import Sealed

PAGE_ROWS = 25

Key = tuple[date, UUID]


class Found(NamedTuple):
    """A row as it is read: its columns and nothing else. Names are sealed still."""

    pk: UUID
    number: str
    permit_type_id: UUID
    state: str
    lodged_on: date | None
    queue_on: date
    waiting_for: str
    answered: bool
    version: int
    edition: UUID | None
    person_id: UUID
    family_name: Sealed
    given_names: Sealed
    root: UUID | None
    key: bytes | None
    officer_id: UUID | None
    officer_family_name: Sealed | None
    officer_given_names: Sealed | None
    officer_root: UUID | None
    officer_key: bytes | None


@dataclass(frozen=True)
class Page:
    """``counts`` of the views, as they came beside the rows; none where there is no row."""

    found: list[Found]
    previous: str = ""
    next: str = ""
    is_first: bool = True
    counts: str = ""

    @property
    def edition(self) -> UUID | None:
        """Of the catalogue, as it came beside the rows."""
        return self.found[0].edition if self.found else None

    @property
    def subjects(self) -> list[UUID]:
        return [row.person_id for row in self.found]


class Row(NamedTuple):
    """A case as the list shows it, in words. ``days_left`` is None when no day is awaited."""

    address: str
    take: str
    number: str
    person: str
    permit: str
    state: str
    shown_state: str
    due: str
    days_left: int | None
    waiting_for: str
    answered: bool
    assigned: str
    left: str

    @property
    def is_taken(self) -> bool:
        return bool(self.assigned)

    @property
    def urgency(self) -> str:
        if self.days_left is None:
            return "none"
        if self.days_left < 0:
            return "over"
        return "soon" if self.days_left <= 7 else "calm"


class Shape(NamedTuple):
    """What a page of the queue shows, whoever asks."""

    view: str
    filters: Filters
    today: date


def page(
    actor: Actor, shape: Shape, *, after: Key | None = None, before: Key | None = None
) -> Page:
    """A page in the queue's order: one index range, however deep, one query."""
    if before is not None:
        found, counts = _found(actor, shape, "before", day=before[0], pk=before[1])
        more = len(found) > PAGE_ROWS
        rows = found[:PAGE_ROWS][::-1]
        return Page(rows, _mark(rows[:1]) if more else "", _mark(rows[-1:]), not more, counts)
    if after is not None:
        found, counts = _found(actor, shape, "after", day=after[0], pk=after[1])
    else:
        found, counts = _found(actor, shape, "first")
    rows = found[:PAGE_ROWS]
    previous = _mark(rows[:1]) if after is not None else ""
    following = _mark(rows[-1:]) if len(found) > PAGE_ROWS else ""
    return Page(rows, previous, following, after is None, counts)


def newest(cases: CaseQuerySet) -> CaseQuerySet:
    """The first page of ``columns()``, newest first (for a search)."""
    return cases.order_by("-filed_at", "-id")[:PAGE_ROWS]


def first(rows: Iterable[tuple[Any, ...]]) -> Page:
    """The only page of what ``newest`` asks for."""
    return Page(list(map(Found._make, rows)))


def shown(page: Page, today: date, permits: Mapping[UUID, PermitName]) -> list[Row]:
    """The page in words, names opened with the keys that came beside the rows."""
    page_of, take_of = (address("cases:case", STAND_IN), address("cases:act", STAND_IN, "take"))
    language, stand_in, rows = languages.current(), str(STAND_IN), []
    for row in page.found:
        due = row.queue_on if row.queue_on != FAR else None
        days_left = (due - today).days if due else None
        pk = str(row.pk)
        rows.append(
            Row(
                address=page_of.replace(stand_in, pk),
                take=take_of.replace(stand_in, pk),
                number=row.number,
                person=_person(row),
                permit=permits[row.permit_type_id].name,
                state=row.state,
                shown_state=shown_state(row.state, row.lodged_on),
                due=formats.day_short(due, language) if due else "",
                days_left=days_left,
                left=_left(days_left, language),
                waiting_for=row.waiting_for,
                answered=row.answered,
                assigned=_officer(row),
            )
        )
    return rows


@cache
def columns() -> CaseQuerySet:
    """All cases as ``Found`` wants them, to be narrowed: plain columns, keys beside the persons.

    Built once, since naming the columns takes the ORM longer than reading them.
    """
    root, key = keys.beside("person_id")
    officer_root, officer_key = keys.beside("assigned_to__person")
    rows: Any = Case.objects.values_list(
        *Found._fields[:9],
        edition_beside(),
        *("person_id", "person__family_name", "person__given_names", root, key),
        *(f"assigned_to__person{part}" for part in ("", "__family_name", "__given_names")),
        *(officer_root, officer_key),
    )
    return cast(CaseQuerySet, rows)


def _found(actor: Actor, shape: Shape, way: str, **given: Any) -> tuple[list[Found], str]:
    """The rows, and the counts of the views."""
    if permit := shape.filters.permit:  # what somebody wrote into the address is no shape
        given["permit"] = permit
        shape = shape._replace(filters=replace(shape.filters, permit=""))
    rows = _rows(actor, shape, way, **given)
    return [Found._make(row[:-1]) for row in rows], rows[0][-1] if rows else ""


@scoped
def _rows(
    actor: Actor,
    shape: Shape,
    way: str,
    *,
    day: date | None = None,
    pk: UUID | None = None,
    permit: str = "",
) -> CaseQuerySet:
    """One row more than a page, so that it is known whether another follows.

    The counts stand beside each: PostgreSQL counts once, and a statement of their own costs more.
    """
    view = QUEUE_VIEWS[shape.view]
    filters = replace(shape.filters, permit=permit)
    among = columns().annotate(counts=counts_beside(actor, shape.today))
    rows = filters.apply(view.cases(actor, shape.today, among))
    if way == "first":
        return rows.in_queue_order()[: PAGE_ROWS + 1]
    return getattr(rows, way)(day, pk)[: PAGE_ROWS + 1]


def _person(row: Found) -> str:
    keys.remember(row.person_id, row.root, row.key)
    return Person.name_of(row.person_id, row.given_names, row.family_name)


def _officer(row: Found) -> str:
    sealed = row[-5:]
    return "" if None in sealed else _name_of_staff(*sealed)


@lru_cache(maxsize=512)
def _name_of_staff(
    pk: UUID, family_name: Sealed, given_names: Sealed, root: UUID, key: bytes
) -> str:
    """The few colleagues who stand in every list, opened once a process.

    A new name, another key or an erased one is another question. Names of applicants are never
    kept beyond their request.
    """
    keys.remember(pk, root, key)
    return Person.name_of(pk, given_names, family_name)


@lru_cache(maxsize=4096)
def _left(days: int | None, language: str) -> str:
    """In the language being spoken, which the memory is told apart by."""
    if days is None:
        return ""
    if days < 0:
        return _("overdue")
    if days == 0:
        return _("today")
    words = ngettext("%(days)s day left", "%(days)s days left", days)
    return words % {"days": formats.number(days, language)}


def _mark(rows: list[Found]) -> str:
    return f"{rows[0].queue_on.isoformat()}_{rows[0].pk}" if rows else ""
