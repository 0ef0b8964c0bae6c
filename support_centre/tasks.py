"""Background work of the room: fetch by id, call an action."""

from celery import shared_task

from accounts.actor import SYSTEM
from accounts.models import Person
from support_centre import actions
from support_centre.models import AssistedSession, ReadBack, Restoration, Slip, Tries, Visit


@shared_task(name="support_centre.note_guessing")
def note_guessing(slip_id: str) -> None:
    actions.note_guessing(Slip.objects.get(pk=slip_id))


@shared_task(name="support_centre.note_guessing_of_restoration")
def note_guessing_of_restoration(restoration_id: str) -> None:
    actions.note_guessing_of_restoration(Restoration.objects.get(pk=restoration_id))


@shared_task(name="support_centre.throw_away")
def throw_away(person_id: str) -> None:
    """An invented person of yesterday's practice goes."""
    for person in Person.objects.filter(pk=person_id, practice=True):
        actions.throw_away(person)


@shared_task(name="support_centre.end_run_out")
def end_run_out(session_id: str) -> None:
    for session in AssistedSession.objects.run_out().with_mandate().filter(pk=session_id):
        actions.end_run_out(session)


@shared_task(name="support_centre.forget_read_back")
def forget_read_back(read_back_id: str) -> None:
    """The draft was thrown away; what was read of it goes too."""
    row = ReadBack.objects.forgettable().filter(pk=read_back_id).first()
    if row is not None:
        actions.forget(row, actor=SYSTEM)


@shared_task(name="support_centre.end_left")
def end_left(visit_id: str) -> None:
    for visit in Visit.objects.left().filter(pk=visit_id):
        actions.end_left(visit)


@shared_task(name="support_centre.forget_tries")
def forget_tries(tries_id: str) -> None:
    """Whoever tried codes a day ago is a stranger again."""
    Tries.objects.forgettable().filter(pk=tries_id).delete()
