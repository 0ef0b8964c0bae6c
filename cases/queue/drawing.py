"""The queue's rows, views and filters, drawn as text: see ``i18n.drawing``."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.lifecycle import FINAL
from cases.queue.filters import Filters
from cases.queue.listing import Row
from cases.queue.views import QUEUE_VIEWS, QueueView
from i18n import formats, languages
from i18n.drawing import Stencil, html_of
from permits.models.catalogue import PermitName

ROW = Stencil(
    "cases/row.html",
    values=("urgency", "state", "answered", "waiting_for", "taken", "can_take"),
    holes=("due", "left", "address", "number", "permit", "person", "assigned", "take", "token"),
)
VIEW = (
    '<li><a href="?view={}"{}><span>{}</span><span class="queue__count number">{}</span></a></li>'
)


def rows_drawn(rows: Iterable[Row], *, can_take: bool, csrf_token: str) -> SafeString:
    """Each case as a row of the table."""
    return ROW.fill_each(_row(row, can_take, csrf_token) for row in rows)


def _row(row: Row, can_take: bool, csrf_token: str) -> tuple[tuple[object, ...], list[str]]:
    can_take = can_take and row.state not in FINAL
    values = (row.urgency, row.shown_state, row.answered, row.waiting_for, row.is_taken, can_take)
    texts = [row.due, row.left, row.address, row.number, row.permit, row.person, row.assigned]
    return values, [*texts, row.take, csrf_token]


def views_drawn(counted: Iterable[tuple[QueueView, int]], shown: QueueView) -> SafeString:
    """A link to each view, with its count."""
    here, language = SafeString(' aria-current="page"'), languages.current()
    return html_of(
        VIEW,
        (
            (
                each.code,
                here if each.code == shown.code else "",
                _label(each.code, language),
                _counted(count, each.cap),
            )
            for each, count in counted
        ),
    )


@cache
def _label(code: str, _language: str) -> str:
    """In the language being spoken, which the memory is told apart by."""
    return str(QUEUE_VIEWS[code].label)


def _counted(count: int, cap: int) -> str:
    if count <= cap:
        return formats.number(count)
    return _("%(limit)s+") % {"limit": formats.number(cap)}


def filters_drawn(view: str, filters: Filters, permits: Sequence[PermitName]) -> SafeString:
    """The form of the filters, kept for each choice that is made in it."""
    return _form(languages.current(), view, filters, tuple(permits))


@lru_cache(maxsize=256)
def _form(
    _language: str, view: str, filters: Filters, permits: tuple[PermitName, ...]
) -> SafeString:
    known = {"view": view, "filters": filters, "permits": permits}
    return render_to_string("cases/queue_filters.html", known)
