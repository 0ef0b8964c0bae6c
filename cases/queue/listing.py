"""Rows of a list of cases: a page by key, and each row as plain values ready to be shown."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cases.models import Case
from cases.models.queues import FAR, CaseQuerySet
from vault import keys

PAGE_ROWS = 25

Key = tuple[date, UUID]


@dataclass(frozen=True)
class Page:
    cases: list[Case]
    previous: str = ""
    next: str = ""
    is_first: bool = True

    @property
    def subjects(self) -> list[UUID]:
        return [case.person_id for case in self.cases]


@dataclass(frozen=True)
class Row:
    """A case as the list shows it. ``days_left`` is None when no day is awaited."""

    id: UUID
    number: str
    person: str
    permit: str
    state: str
    due: date | None
    days_left: int | None
    waiting_for: str
    answered: bool
    assigned: str
    version: int

    @property
    def urgency(self) -> str:
        if self.days_left is None:
            return "none"
        if self.days_left < 0:
            return "over"
        return "soon" if self.days_left <= 7 else "calm"


@dataclass(frozen=True)
class Shown:
    rows: list[Row]
    previous: str
    next: str
    is_first: bool


def page(cases: CaseQuerySet, *, after: Key | None = None, before: Key | None = None) -> Page:
    """A page of the queue in its order: one index range, however deep. Costs one query."""
    if before is not None:
        found = list(_whole(cases.before(*before))[: PAGE_ROWS + 1])
        more = len(found) > PAGE_ROWS
        rows = found[:PAGE_ROWS][::-1]
        return Page(rows, _mark(rows[:1]) if more else "", _mark(rows[-1:]), is_first=not more)
    ordered = cases.after(*after) if after is not None else cases.in_queue_order()
    found = list(_whole(ordered)[: PAGE_ROWS + 1])
    rows = found[:PAGE_ROWS]
    following = _mark(rows[-1:]) if len(found) > PAGE_ROWS else ""
    return Page(rows, _mark(rows[:1]) if after is not None else "", following, after is None)


def first(cases: CaseQuerySet) -> Page:
    """Only the first page, in the order of filing, newest first (for a search)."""
    return Page(list(_whole(cases.order_by("-filed_at", "-id"))[:PAGE_ROWS]))


def shown(page: Page, today: date) -> Shown:
    """The page with names opened: one query for all the keys of the people on it."""
    keys.preload(_people(page.cases))
    return Shown(
        [_row(case, today) for case in page.cases],
        page.previous,
        page.next,
        page.is_first,
    )


def _whole(cases: CaseQuerySet) -> CaseQuerySet:
    """Each row with what it shows; wide columns stay in the database."""
    return cases.select_related("person", "permit_type", "assigned_to__person").defer(
        "answers", "person__birth_date", "person__native_name"
    )


def _people(cases: list[Case]) -> set[UUID]:
    officers = [case.assigned_to.person.pk for case in cases if case.assigned_to]
    return {case.person_id for case in cases} | set(officers)


def _row(case: Case, today: date) -> Row:
    due = case.queue_on if case.queue_on != FAR else None
    return Row(
        id=case.pk,
        number=case.number,
        person=case.person.display_name,
        permit=case.permit_type.name,
        state=case.state,
        due=due,
        days_left=(due - today).days if due else None,
        waiting_for=case.waiting_for,
        answered=case.answered,
        assigned=case.assigned_to.person.display_name if case.assigned_to else "",
        version=case.version,
    )


def _mark(rows: list[Case]) -> str:
    return f"{rows[0].queue_on.isoformat()}_{rows[0].pk}" if rows else ""
