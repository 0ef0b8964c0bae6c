from django.apps import AppConfig

from jobs import sweep


class SupportCentreConfig(AppConfig):
    name = "support_centre"

    def ready(self) -> None:
        # Models can be imported only once the registry is ready.
        from accounts import offices  # noqa: PLC0415
        from accounts.actions import when_end_written  # noqa: PLC0415
        from applicants.actions import when_acting, when_filed  # noqa: PLC0415
        from permits.loading import parts  # noqa: PLC0415
        from support_centre import guards, loading, pending  # noqa: PLC0415
        from support_centre.actions import filed_by, still_acts  # noqa: PLC0415
        from support_centre.actions.coming_of_age import end_no_later  # noqa: PLC0415
        from support_centre.actions.practice import left_over  # noqa: PLC0415
        from support_centre.models import AssistedSession, ReadBack, centre_names  # noqa: PLC0415

        guards.register()
        pending.register()
        parts.register(loading.PART)
        when_filed(filed_by)
        when_acting(still_acts)
        when_end_written(end_no_later)
        offices.named_by(centre_names)
        sweep.register("support_centre.throw_away", left_over)
        sweep.register("support_centre.end_run_out", AssistedSession.objects.run_out, "started_at")
        sweep.register("support_centre.forget_read_back", ReadBack.objects.forgettable, "made_at")
