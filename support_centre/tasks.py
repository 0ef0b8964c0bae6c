"""Background work of the support centre: fetch by id, call an action."""

from celery import shared_task

from support_centre import actions
from support_centre.models import Slip


@shared_task(name="support_centre.note_guessing")
def note_guessing(slip_id: str) -> None:
    actions.note_guessing(Slip.objects.get(pk=slip_id))
