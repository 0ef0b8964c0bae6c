"""The one draft that a page or an act is about, in the actor's scope."""

from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.scope import scoped
from applicants.models import Draft


def visible_draft(actor: Actor, pk: UUID) -> Draft:
    """The draft with its person and permit type. Raises ``Draft.DoesNotExist``."""
    for draft in _with_person(actor, pk=pk, now=timezone.now()):
        return cast(Draft, draft)
    raise Draft.DoesNotExist


def locked_draft(actor: Actor, pk: UUID) -> Draft | None:
    """The draft alone, locked until commit; None outside the scope."""
    return next(iter(_locked(actor, pk=pk, now=timezone.now())), None)


@scoped
def _with_person(actor: Actor, *, pk: UUID, now: datetime) -> QuerySet[Draft]:
    drafts = Draft.objects.visible_to(actor, now).filter(pk=pk)
    return drafts.select_related("permit_type", "person")


@scoped
def _locked(actor: Actor, *, pk: UUID, now: datetime) -> QuerySet[Draft]:
    return Draft.objects.visible_to(actor, now).filter(pk=pk).select_for_update(of=("self",))
