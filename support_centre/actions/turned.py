"""What the visitor's screen follows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applicants.models import ChangeDraft, Draft
from support_centre.models import AssistedSession
from support_centre.models.turned import Turned


@transaction.atomic
def turn(
    session: AssistedSession,
    scene: str,
    *,
    draft: Draft | None = None,
    change: ChangeDraft | None = None,
    section: str = "",
    question: str = "",
    asked: UUID | None = None,
    now: datetime | None = None,
) -> Turned:
    """Show this scene on the visitor's screen; nothing is written when it is shown already.

    ``asked`` is the request that is being answered meanwhile.

    The log has nothing of it: which question the eye rests on is no act, and what is asked and
    answered is in the log by the pages themselves.
    """
    row, _created = Turned.objects.select_for_update().get_or_create(session=session)
    wanted = {
        "scene": scene,
        "draft_id": draft.pk if draft else None,
        "change_id": change.pk if change else None,
        "section": section,
        "question": question,
        "asked_id": asked,
    }
    if any(getattr(row, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(row, name, value)
        row.changed_at = now or timezone.now()
        row.save()
    return row
