"""What supervisors do: open a session of the sample, look into what is unusual."""

from __future__ import annotations

from django.db import transaction

from accounts.actor import Actor
from audit import log
from support_centre.models import AssistedSession, LookedInto
from vault import keys


def review_session(session: AssistedSession, *, actor: Actor) -> None:
    """A supervisor opens what was done in a session: a read that the person can see."""
    log.read(
        "support_centre.reviewed_session",
        actor=actor,
        subjects=[session.person_id],
        purpose=f"session {session.pk}",
    )


@transaction.atomic
def look_into(finding: str, note: str, *, actor: Actor) -> LookedInto:
    """It was looked into, with this result. Only added. Raises ``ValueError`` for an empty note."""
    if not note.strip():
        raise ValueError("a note says what was found")
    keys.system()
    row = LookedInto.objects.create(finding=finding, note=note.strip(), by_id=actor.by)
    log.append("support_centre.looked_into", actor=actor, payload={"finding": finding})
    return row
