"""One act on a case: lock it, see who may, write, read the ledger again, all in one transaction.

Every action of the room runs inside :func:`act`. The case is fetched within the actor's own scope
(``Case.DoesNotExist`` otherwise, which looks the same as an unknown id) and locked until commit.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import offices
from accounts.actor import Actor
from accounts.roles import HELPER
from audit import log
from cases.actions import ledger
from cases.clock import Cause, Kind, Reading
from cases.errors import Changed, NotPermitted
from cases.models import Case, CaseDocument, CaseEvent, ClockEntry
from cases.models.events import CENTRE
from cases.models.rows import rows_of
from cases.models.scoped import locked_case
from cases.models.standing import STANDING, facts_of
from documents.models import Document
from permits.packs import Pack, load_pack
from statements.inserting import insert
from statements.updating import update

QUIET = frozenset({"assigned", "released", "noted", "change_noted"})
"""Acts of the office that leave an answer of the applicant unanswered."""


@dataclass
class Act:
    """What an action works with: the locked case, the actor, the moment, and how to record."""

    case: Case
    actor: Actor
    at: datetime
    recorded: list[str] = field(default_factory=list)
    entries: list[ClockEntry] = field(default_factory=list)
    """The ledger of the clock; read by ``look``."""

    @property
    def by(self) -> UUID:
        """The user who acts; the system itself never does what needs one."""
        if self.actor.user_id is None:
            raise NotPermitted("nobody", _("Your role does not allow this."))
        return self.actor.user_id

    def keep(self, documents: Iterable[tuple[str, Document]], **came_with: Model) -> None:
        """Files of the act, as pairs of what was asked for and the file. ``came_with``: the answer
        or the report that they are part of."""
        CaseDocument.objects.bulk_create(
            CaseDocument(
                case=self.case,
                document=document,
                requirement=code,
                added_at=self.at,
                **came_with,
            )
            for code, document in documents
        )

    @cached_property
    def pack(self) -> Pack:
        return load_pack(self.case.pack)

    @cached_property
    def today(self) -> date:
        """The calendar day in the country whose law applies."""
        return self.at.astimezone(self.pack.time_zone).date()

    def look(self) -> None:
        """Read facts and clock again, after rows were written."""
        rows = rows_of(self.case.pk, STANDING)
        self.case.standing = facts_of(self.case, rows, self.today)
        self.entries = rows.of(ClockEntry)

    def clock(self) -> Reading:
        """What the clock says after ``look`` and what was added to the ledger since."""
        return ledger.reading_of(self.entries, self.today, self.pack)

    def tick(self, kind: Kind, *, on: date, ground: str, cause: Cause, **more: Any) -> None:
        """Add to the ledger of the clock. ``more``: ``legal_basis``, ``days``."""
        entry = ledger.add(self.case, kind, on=on, ground=ground, cause=cause, **more)
        self.entries.append(entry)

    def record(
        self,
        name: str,
        *,
        on: date | None = None,
        reason: str = "",
        chain: bool = False,
        **data: Any,
    ) -> CaseEvent:
        """Add to the history and to the audit log. ``data``: codes, days, counts and ids only.

        ``reason`` is what somebody wrote: it goes, sealed, into the audit log alone. Of a helper
        the history keeps what their centre is called now.
        """
        plain = {key: _plain(value) for key, value in data.items()}
        helped = self.actor.role == HELPER
        event = insert(
            CaseEvent(
                case=self.case,
                name=name,
                at=self.at,
                on=on or self.today,
                by_id=self.actor.user_id,
                role=self.actor.role,
                data=plain | ({CENTRE: offices.names_of(self.actor.office)} if helped else {}),
            )
        )
        payload = {**plain, **({"reason": reason} if reason else {})}
        log.append(
            f"cases.{name}",
            actor=self.actor,
            subjects=[self.case.person_id],
            case=self.case.pk,
            payload=payload,
            chain=chain,
            now=self.at,
        )
        self.recorded.append(name)
        return event

    def finish(self) -> None:
        """Bring what is cached on the case up to date with its rows."""
        if self.actor.can("case.view") and set(self.recorded) - QUIET:
            self.case.answered = False
        self.look()
        ledger.refresh(self.case, self.pack, self.clock())
        self.case.version += 1
        self.case.updated_at = self.at
        update(self.case, *CACHED)


CACHED = [
    "answered",
    "appear_by",
    "assigned_to",
    "due_on",
    "lodged_on",
    "office",
    "queue_on",
    "reported",
    "updated_at",
    "version",
    "waiting_for",
]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (int, str, list, type(None))) else str(value)


@contextmanager
def act(
    case: Case,
    permission: str,
    *,
    actor: Actor,
    now: datetime | None = None,
    expected: int | None = None,
) -> Iterator[Act]:
    """Lock the case and act on it. ``permission`` may be empty when a step checks its own.

    Raises ``Case.DoesNotExist`` outside the actor's scope, ``NotPermitted`` without the permission,
    ``Changed`` when ``expected`` is not the present version of the case.
    """
    with transaction.atomic():
        locked = locked_case(actor, case.pk)
        locked.permit_type, locked.person = case.permit_type, case.person  # neither ever changes
        if permission and not actor.can(permission):
            raise NotPermitted("permission", _("Your role does not allow this."))
        if expected is not None and locked.version != expected:
            raise Changed("changed", _("Somebody else changed this case. Look at it again."))
        doing = Act(locked, actor, now or timezone.now())
        yield doing
        doing.finish()
