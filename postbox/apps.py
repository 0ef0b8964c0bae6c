from django.apps import AppConfig
from django.utils import timezone

from accounts import telling
from jobs import sweep


class PostboxConfig(AppConfig):
    name = "postbox"

    def ready(self) -> None:
        from postbox import actions, guards  # noqa: PLC0415 - they need the app registry
        from postbox.models import Notice  # noqa: PLC0415

        guards.register()
        telling.register(actions.tell_of_new_address)

        sweep.register(
            "postbox.deliver_notice", lambda: Notice.objects.pending(timezone.now()), "created_at"
        )
