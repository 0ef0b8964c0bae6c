from celery import shared_task

from documents import actions, previews
from documents.models import Document


@shared_task(name="documents.make_preview")
def make_preview(preview_id: str) -> None:
    previews.make_by_id(preview_id)


@shared_task(name="documents.clear_abandoned")
def clear_abandoned(document_id: str) -> None:
    actions.clear_abandoned(Document.objects.get(pk=document_id))
