from datetime import timedelta

from django.apps import AppConfig
from django.db.models import QuerySet
from django.utils import timezone

from jobs import sweep

ABANDONED_AFTER = timedelta(hours=1)
"""No upload lasts that long: a proxy and the worker's own timeout end it before."""


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        sweep.register("documents.make_preview", self._pending_previews, "created_at")
        sweep.register("documents.clear_abandoned", self._abandoned, "created_at")

    def _pending_previews(self) -> QuerySet:
        return self.get_model("Preview").objects.pending()

    def _abandoned(self) -> QuerySet:
        return self.get_model("Document").objects.abandoned(timezone.now() - ABANDONED_AFTER)
