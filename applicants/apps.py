from django.apps import AppConfig

from jobs import sweep


class ApplicantsConfig(AppConfig):
    name = "applicants"

    def ready(self) -> None:
        # Models can be imported only once the registry is ready.
        from accounts.models import Guardianship  # noqa: PLC0415
        from applicants.models import Draft  # noqa: PLC0415

        sweep.register("applicants.warn_draft", Draft.objects.to_warn, "saved_at")
        sweep.register("applicants.expire_draft", Draft.objects.expired, "expires_at")
        wards = Guardianship.objects
        sweep.register("applicants.warn_of_age", wards.to_warn, "since")
        sweep.register("applicants.come_of_age", wards.come_of_age, "comes_of_age_at")
