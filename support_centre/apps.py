from django.apps import AppConfig

from jobs import sweep


class SupportCentreConfig(AppConfig):
    name = "support_centre"

    def ready(self) -> None:
        # They need the app registry.
        from permits.loading import parts  # noqa: PLC0415
        from support_centre.guards import register  # noqa: PLC0415
        from support_centre.loading import PART  # noqa: PLC0415
        from support_centre.models import AssistedSession  # noqa: PLC0415

        register()
        parts.register(PART)
        sweep.register("support_centre.end_run_out", AssistedSession.objects.run_out, "started_at")
