from django.apps import AppConfig


class SupportCentreConfig(AppConfig):
    name = "support_centre"

    def ready(self) -> None:
        from support_centre import guards, pending  # noqa: PLC0415 - need the app registry

        guards.register()
        pending.register()
