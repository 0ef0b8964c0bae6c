from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from cases import confirming, guards, pending  # noqa: PLC0415 - they need the app registry

        guards.register()
        confirming.register()
        pending.register()
