"""What every page says at its top: who is assisted, and whether it is practice."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import Person
from support_centre import practising
from support_centre.acting import session_of
from support_centre.services import named
from vault import keys


def shown(request: HttpRequest) -> dict[str, object]:
    """For the banners across every page: who is assisted, and whether it is practice."""
    actor = getattr(request, "actor", None)
    session = session_of(request) if actor is not None and actor.acting_for else None
    at_desk = actor is not None and actor.can("desk.serve")
    practice: dict[str, object] = {"practising": at_desk and practising.code_of(request)}
    if session is None:
        return practice
    keys.preload([session.person_id])
    person: Person = session.person
    return {
        **practice,
        "assisted": {
            "name": person.display_name,
            "reach": "post" if actor is not None and actor.can("post.read") else "cases",
            "services": [service.name for service in named(session.mandate.services)],
            "case": session.mandate.case.number if session.mandate.case else "",
            "until": session.mandate.until,
            "visit": session.visit_id,
            "language": session.mandate.printed_in,
        },
    }
