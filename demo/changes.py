"""What a person writes when something has changed: the answers of a report, not sent yet."""

from datetime import date, datetime

from accounts.actor import Actor
from applicants.actions.changing import change_in, save_change
from applicants.models import ChangeDraft
from cases.changed import kinds_of
from cases.models import Case
from demo.filling import Filling
from demo.people import Someone
from permits.changes import SINCE

ELSEWHERE = 5
"""A number for ``Filling``, whose street and house no application has."""


def written(
    case: Case,
    kind: str,
    someone: Someone,
    *,
    since: date | None = None,
    actor: Actor,
    at: datetime,
    **words: str,
) -> ChangeDraft:
    """A report of this kind at that moment. ``words``: what is typed in other words than usual."""
    today = case.permit_type.country.today(at)
    draft = change_in(case, kinds_of(case, today)[kind], language=someone.language, now=at)
    typed = Filling(someone, ELSEWHERE).inputs(draft.section) | words
    if since is not None:
        typed[SINCE] = since.isoformat()
    return save_change(draft, posted=typed, was=None, actor=actor, now=at).draft
