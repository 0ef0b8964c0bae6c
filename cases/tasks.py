"""Background work of the authority: fetch by id, call an action."""

from uuid import UUID

from celery import shared_task

from cases import actions
from cases.letters.rendering import render_letter as render
from cases.models import Request, Suspension


@shared_task(name="cases.render_letter")
def render_letter(letter_id: str) -> None:
    render(UUID(letter_id))


@shared_task(name="cases.lapse_request")
def lapse_request(request_id: str) -> None:
    actions.lapse(Request.objects.select_related("case").get(pk=request_id))


@shared_task(name="cases.lapse_suspension")
def lapse_suspension(suspension_id: str) -> None:
    actions.lapse_suspension(Suspension.objects.select_related("case").get(pk=suspension_id))
