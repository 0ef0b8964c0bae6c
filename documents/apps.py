from django.apps import AppConfig

from documents.storage import reachable
from jobs import health, sweep


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from documents import pending  # noqa: PLC0415 - models can be imported only now

        sweep.register("documents.make_preview", pending.previews, "created_at")
        sweep.register("documents.clear_abandoned", pending.abandoned, "created_at")
        health.register("storage", reachable)
