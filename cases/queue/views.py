"""The views of the queue: one word each, a count, and who is offered it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.actor import Actor
from accounts.scope import Kind, kind_of, who
from cases.models import Case
from cases.models.queues import COUNT_CAP, OWN_CAP, CaseQuerySet, counting
from statements.compiled import Text

Read = Callable[[CaseQuerySet, Actor, date], CaseQuerySet]


@dataclass(frozen=True)
class QueueView:
    """``permission`` is what an actor needs to be offered it; ``cap`` how far it is counted."""

    code: str
    label: Promise | str
    empty: Promise | str
    read: Read
    permission: str = "queue.view"
    cap: int = COUNT_CAP

    def cases(self, actor: Actor, today: date, among: CaseQuerySet | None = None) -> CaseQuerySet:
        """Of these cases, or of all, what the view shows to the actor."""
        cases = Case.objects.all() if among is None else among
        return self.read(cases.visible_to(actor), actor, today)

    def offered(self, actor: Actor) -> bool:
        return actor.can(self.permission)


_ALL = (
    QueueView(
        "due",
        pgettext_lazy("queue view", "Due this week"),
        _("Nothing is due this week."),
        lambda cases, actor, today: cases.due_this_week(today),
    ),
    QueueView(
        "answered",
        pgettext_lazy("queue view", "Answered"),
        _("No answer waits to be read."),
        lambda cases, actor, today: cases.answered(),
    ),
    QueueView(
        "changes",
        pgettext_lazy("queue view", "Changes"),
        _("No reported change waits to be read."),
        lambda cases, actor, today: cases.reported(),
    ),
    QueueView(
        "new",
        pgettext_lazy("queue view", "New"),
        _("No new application waits for its first check."),
        lambda cases, actor, today: cases.new(),
    ),
    QueueView(
        "countersign",
        pgettext_lazy("queue view", "To countersign"),
        _("No proposal waits for your signature."),
        lambda cases, actor, today: cases.to_countersign(actor),
        "case.countersign",
    ),
    QueueView(
        "mine",
        pgettext_lazy("queue view", "Mine"),
        _("No case is assigned to you."),
        lambda cases, actor, today: cases.mine(actor),
        "case.take",
        OWN_CAP,
    ),
    QueueView(
        "all",
        pgettext_lazy("queue view", "All running"),
        _("No case is running."),
        lambda cases, actor, today: cases.running(),
    ),
)
QUEUE_VIEWS = {view.code: view for view in _ALL}


def counted(actor: Actor, today: date, beside: str = "") -> list[tuple[QueueView, int]]:
    """The views that the actor is offered, each counted no further than one more than its cap.

    ``beside``: the counts where they came with rows (``counts_beside``); else they are asked for.
    """
    counts = beside or _counts(kind_of(actor), today).ask(who(actor))[0][0]
    return list(zip(_offered(actor), map(int, counts.split(",")), strict=True))


def counts_beside(actor: Actor, today: date) -> RawSQL:
    """What ``counted`` is told, as a column of a statement in the actor's scope."""
    visible = Case.objects.visible_to(actor)
    several = [(view.read(visible, actor, today), view.cap) for view in _offered(actor)]
    return RawSQL(*counting(several), output_field=TextField())  # noqa: S611 - compiled by the ORM


def _offered(actor: Actor) -> list[QueueView]:
    return [view for view in QUEUE_VIEWS.values() if view.offered(actor)]


@lru_cache(maxsize=16)
def _counts(kind: Kind, today: date) -> Text:
    """The statement alone: the ORM needs longer to build it than the database to answer it."""
    counts = counts_beside(kind.actor(), today)
    return Text(f"SELECT {counts.sql}", counts.params)


def queue_view(code: str | None, actor: Actor) -> QueueView:
    """The view asked for, or the first one that the actor is offered."""
    view = QUEUE_VIEWS.get(code or "")
    return view if view is not None and view.offered(actor) else QUEUE_VIEWS["due"]
