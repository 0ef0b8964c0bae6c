"""Who somebody is whose passport is new or lost: a case number, and the day of birth beside it.

A number that no case has and a day that does not fit get the same answer, after the same work; each
try counts, as tries at codes do.
"""

from __future__ import annotations

import hmac
import uuid

from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Person
from cases.models import Case
from support_centre import backoff
from vault import keys


class NoSuchCase(LookupError):
    """No case has this number and is of this person, or of one born that day."""


def count_try(actor: Actor) -> None:
    """One more number of a case typed at the desk. Raises ``backoff.Wait``."""
    backoff.take(f"desk/{actor.by}")


def by_case(number: str, birth_date: str, *, actor: Actor) -> Person:
    """The person of the case ``number``, born on ``birth_date`` (``YYYY-MM-DD``), the day that is
    noted or, of a ward, another one that was said.

    Raises ``NoSuchCase`` and ``backoff.Wait``. Not within a transaction: a try stays counted.
    """
    count_try(actor)
    helper = Q(user_id=actor.by)  # stands in for whoever is not found
    rows = Person.objects.filter(Q(cases__number=tidy(number)) | helper, practice=False)
    people = list(rows.distinct())
    found = next((row for row in people if row.user_id != actor.by), None)
    stand_in = next(row for row in people if row.user_id == actor.by)
    keys.preload([found.pk if found else uuid.uuid4(), stand_in.pk])
    who = found or stand_in
    born = [who.birth_date or "", *(who.other_birth_dates or ())]
    fits = [hmac.compare_digest(day.encode(), birth_date.encode()) for day in born]
    if not any(fits) or found is None or not birth_date:
        raise NoSuchCase
    return found


def case_of(person: Person, number: str, *, actor: Actor) -> Case:
    """The case of this person with this number; the same answer for nobody's and another's.

    Raises ``NoSuchCase`` and ``backoff.Wait``. Not within a transaction.
    """
    count_try(actor)
    found = Case.objects.filter(person=person, number=tidy(number)).first()
    if found is None:
        raise NoSuchCase
    return found


def tidy(number: str) -> str:
    """As cases have it: capitals, without blanks."""
    return "".join(number.upper().split())
