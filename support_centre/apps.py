from django.apps import AppConfig


class SupportCentreConfig(AppConfig):
    name = "support_centre"

    def ready(self) -> None:
        from support_centre.guards import register  # noqa: PLC0415 - needs the app registry

        register()
