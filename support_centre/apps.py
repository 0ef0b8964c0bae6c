from django.apps import AppConfig


class SupportCentreConfig(AppConfig):
    name = "support_centre"

    def ready(self) -> None:
        # They need the app registry.
        from permits.loading import parts  # noqa: PLC0415
        from support_centre import guards, loading, pending  # noqa: PLC0415

        guards.register()
        pending.register()
        parts.register(loading.PART)
