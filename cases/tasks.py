"""Background work of the authority: fetch by id, call an action."""

from uuid import UUID

from celery import shared_task

from cases.letters.rendering import render_letter as render


@shared_task(name="cases.render_letter")
def render_letter(letter_id: str) -> None:
    render(UUID(letter_id))
