from django.apps import AppConfig
from django.utils import timezone

from jobs import sweep


class PostboxConfig(AppConfig):
    name = "postbox"

    def ready(self) -> None:
        from postbox.models import Notice  # noqa: PLC0415 - needs the app registry

        sweep.register(
            "postbox.deliver_notice", lambda: Notice.objects.pending(timezone.now()), "created_at"
        )
