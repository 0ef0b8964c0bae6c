from django.apps import AppConfig
from django.utils import timezone

from jobs import sweep


class PostboxConfig(AppConfig):
    name = "postbox"

    def ready(self) -> None:
        from postbox import guards  # noqa: PLC0415 - needs the app registry
        from postbox.models import Notice  # noqa: PLC0415

        guards.register()

        sweep.register(
            "postbox.deliver_notice", lambda: Notice.objects.pending(timezone.now()), "created_at"
        )
