"""Background work of drafts and wards: fetch by id, call an action."""

from uuid import UUID

from celery import shared_task

from accounts.models import Person
from applicants import actions
from applicants.models import Draft


@shared_task(name="applicants.warn_draft")
def warn_draft(draft_id: str) -> None:
    rows = Draft.objects.select_related("filed_by", "person", "permit_type")
    for draft in rows.filter(pk=draft_id):
        actions.warn(draft)


@shared_task(name="applicants.expire_draft")
def expire_draft(draft_id: str) -> None:
    for draft in Draft.objects.filter(pk=draft_id):
        actions.expire(draft)


@shared_task(name="applicants.warn_of_age")
def warn_of_age(guardianship_id: str) -> None:
    for ward in Person.objects.filter(guarded_by=UUID(guardianship_id)):
        actions.warn_of_age(ward)


@shared_task(name="applicants.come_of_age")
def come_of_age(guardianship_id: str) -> None:
    for ward in Person.objects.filter(guarded_by=UUID(guardianship_id)):
        actions.come_of_age(ward)
