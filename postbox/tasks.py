"""Background work of the postbox: fetch by id, call an action."""

from uuid import UUID

from celery import shared_task

from postbox import actions


@shared_task(name="postbox.deliver_notice")
def deliver_notice(notice_id: str) -> None:
    actions.deliver_notice(UUID(notice_id))
