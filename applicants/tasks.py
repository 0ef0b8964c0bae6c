"""Background work of the drafts: fetch by id, call an action."""

from celery import shared_task

from applicants import actions
from applicants.models import Draft


@shared_task(name="applicants.warn_draft")
def warn_draft(draft_id: str) -> None:
    for draft in Draft.objects.filter(pk=draft_id).select_related("filed_by", "permit_type"):
        actions.warn(draft)


@shared_task(name="applicants.expire_draft")
def expire_draft(draft_id: str) -> None:
    for draft in Draft.objects.filter(pk=draft_id):
        actions.expire(draft)
