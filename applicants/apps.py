from django.apps import AppConfig

from jobs import sweep


class ApplicantsConfig(AppConfig):
    name = "applicants"

    def ready(self) -> None:
        from applicants.models import (
            Draft,
        )  # models can be imported only once the registry is ready

        sweep.register("applicants.warn_draft", lambda: Draft.objects.to_warn(), "saved_at")
        sweep.register("applicants.expire_draft", lambda: Draft.objects.expired(), "expires_at")
