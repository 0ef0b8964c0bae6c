"""The rows that the sweep looks for."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from documents.models import Document, Preview

ABANDONED_AFTER = timedelta(hours=1)
"""No upload lasts that long: a proxy and the worker's own timeout end it before."""


def previews() -> QuerySet[Preview]:
    return Preview.objects.pending()


def abandoned() -> QuerySet[Document]:
    return Document.objects.abandoned(timezone.now() - ABANDONED_AFTER)
