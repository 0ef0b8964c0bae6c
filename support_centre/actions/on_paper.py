"""Messages without a letter go out on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from audit import log
from postbox.models import Message
from support_centre.models import Centre, PaperMessage


@transaction.atomic
def send_on_paper(
    person: Person,
    messages: Sequence[Message],
    *,
    centre: Centre,
    how: str,
    on: date,
    actor: Actor,
    now: datetime | None = None,
) -> int:
    """These messages to ``person`` were printed and posted or handed over; how many were not yet.

    ``how``: of ``PaperMessage.How``. Raises ``ValueError``.
    """
    way, moment = PaperMessage.How(how), now or timezone.now()
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # one envelope at a time
    waiting = Message.objects.filter(
        pk__in=[message.pk for message in messages], person=person, on_paper=None, document=None
    )
    rows = [
        PaperMessage(
            message=message,
            person=person,
            centre=centre,
            how=way,
            on=on,
            by_id=actor.by,
            at=moment,
        )
        for message in waiting
    ]
    PaperMessage.objects.bulk_create(rows)
    if rows:
        payload = {"how": way.value, "on": on.isoformat(), "messages": len(rows)}
        log.append(
            "support_centre.sent_on_paper", actor=actor, subjects=[person.pk], payload=payload
        )
    return len(rows)
