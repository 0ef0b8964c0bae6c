from django.apps import AppConfig
from django.utils import timezone

from jobs import sweep


class PostboxConfig(AppConfig):
    name = "postbox"

    def ready(self) -> None:
        from postbox.models import Notice  # models can be imported only once the registry is ready

        sweep.register(
            "postbox.deliver_notice", lambda: Notice.objects.pending(timezone.now()), "created_at"
        )
