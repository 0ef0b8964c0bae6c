"""Background work of the support centre: fetch by id, call an action."""

from celery import shared_task

from support_centre import actions
from support_centre.models import AssistedSession


@shared_task(name="support_centre.end_run_out")
def end_run_out(session_id: str) -> None:
    for session in AssistedSession.objects.run_out().with_mandate().filter(pk=session_id):
        actions.end_run_out(session)
