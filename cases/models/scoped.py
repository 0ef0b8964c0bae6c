"""The one case that a page or an act is about, in the actor's scope."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.scope import scoped
from cases.models.case import Case
from cases.models.rows import Beside, Parts, Rows
from permits.models.edition import edition_beside
from vault import keys


def visible_case(actor: Actor, pk: UUID) -> Case:
    """The case with its person, whose key is at hand. Raises ``Case.DoesNotExist`` outside the
    scope."""
    return _at_hand(_only(_with_person(actor, pk=pk, now=timezone.now())))


def file_reader(parts: Parts) -> Callable[[Actor, UUID], tuple[Case, Rows]]:
    """A function that gives the same with rows of the case, in the same statement."""
    beside = Beside(parts)
    ask = scoped(_seen, beside=beside.sql)

    def read(actor: Actor, pk: UUID) -> tuple[Case, Rows]:
        found: Any = _only(ask(actor, pk=pk, now=timezone.now()))
        return _at_hand(found), beside.read(found.beside)

    return read


def _at_hand(found: Any) -> Case:
    keys.remember(found.person_id, found.key_root, found.key_sealed)
    case: Case = found
    return case


def locked_case(actor: Actor, pk: UUID) -> Case:
    """The case alone, locked until commit. Raises ``Case.DoesNotExist`` outside the scope."""
    return _only(_locked(actor, pk=pk, now=timezone.now()))


def _only(found: list[Any]) -> Case:
    if not found:
        raise Case.DoesNotExist
    case: Case = found[0]
    return case


def _seen(actor: Actor, *, pk: UUID, now: datetime) -> QuerySet[Case]:
    root, sealed = keys.beside("person_id")
    rows = Case.objects.visible_to(actor, now).select_related("person").filter(pk=pk)
    return rows.annotate(edition=edition_beside(), key_root=root, key_sealed=sealed)


_with_person = scoped(_seen)


@scoped
def _locked(actor: Actor, *, pk: UUID, now: datetime) -> QuerySet[Case]:
    return Case.objects.visible_to(actor, now).select_for_update(of=("self",)).filter(pk=pk)
