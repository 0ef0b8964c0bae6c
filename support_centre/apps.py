from django.apps import AppConfig


class SupportCentreConfig(AppConfig):
    name = "support_centre"

    def ready(self) -> None:
        from permits.loading import parts  # noqa: PLC0415 - models can be imported only now
        from support_centre.guards import register  # noqa: PLC0415 - needs the app registry
        from support_centre.loading import PART  # noqa: PLC0415 - models can be imported only now

        register()
        parts.register(PART)
