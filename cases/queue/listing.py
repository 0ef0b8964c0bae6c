"""Rows of a list of cases: a page by key, and each row as plain values ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case
from cases.models.queues import FAR, CaseQuerySet
from i18n import formats
from permits.models.catalogue import PermitName
from vault import keys

PAGE_ROWS = 25

NAMES = ("family_name", "given_names")
COLUMNS = (
    "number",
    "permit_type_id",
    "state",
    "queue_on",
    "waiting_for",
    "answered",
    "version",
    *(f"person__{name}" for name in NAMES),
    *(f"assigned_to__person__{name}" for name in NAMES),
)

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
    """A case as the list shows it, in words. ``days_left`` is None when no day is awaited.

    ``status`` is safe HTML: the sign of the state, drawn once for each state on the page.
    """

    id: UUID
    number: str
    person: str
    permit: str
    status: str
    due: str
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

    @property
    def left(self) -> str:
        if self.days_left is None:
            return ""
        if self.days_left < 0:
            return _("overdue")
        if self.days_left == 0:
            return _("today")
        words = ngettext("%(days)s day left", "%(days)s days left", self.days_left)
        return words % {"days": formats.number(self.days_left)}


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


def shown(page: Page, today: date, permits: Mapping[UUID, PermitName]) -> Shown:
    """The page with names opened: one query for all the keys of the people on it."""
    keys.preload(_people(page.cases))
    sign = get_template("components/status.html")
    signs = {state: sign.render({"state": state}) for state in {case.state for case in page.cases}}
    return Shown(
        [_row(case, today, permits[case.permit_type_id].name, signs) for case in page.cases],
        page.previous,
        page.next,
        page.is_first,
    )


def _whole(cases: CaseQuerySet) -> CaseQuerySet:
    """Each row with what it shows and nothing else."""
    return cases.select_related("person", "assigned_to__person").only(*COLUMNS)


def _people(cases: list[Case]) -> set[UUID]:
    officers = [case.assigned_to.person.pk for case in cases if case.assigned_to]
    return {case.person_id for case in cases} | set(officers)


def _row(case: Case, today: date, permit: str, signs: Mapping[str, str]) -> Row:
    due = case.queue_on if case.queue_on != FAR else None
    return Row(
        id=case.pk,
        number=case.number,
        person=case.person.display_name,
        permit=permit,
        status=signs[case.state],
        due=formats.day_short(due) if due else "",
        days_left=(due - today).days if due else None,
        waiting_for=case.waiting_for,
        answered=case.answered,
        assigned=case.assigned_to.person.display_name if case.assigned_to else "",
        version=case.version,
    )


def _mark(rows: list[Case]) -> str:
    return f"{rows[0].queue_on.isoformat()}_{rows[0].pk}" if rows else ""
