from celery.signals import task_postrun
from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class VaultConfig(AppConfig):
    name = "vault"

    def ready(self) -> None:
        # Both modules need the app registry: keys imports models, checks read settings.
        from vault import checks  # noqa: F401, PLC0415
        from vault.keys import forget  # noqa: PLC0415

        def drop(**kwargs: object) -> None:
            forget()

        for signal in (request_started, request_finished, task_postrun):
            signal.connect(drop, weak=False, dispatch_uid="vault.forget")
