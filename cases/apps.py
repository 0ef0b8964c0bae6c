from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from cases import guards, pending  # noqa: PLC0415 - both need the app registry

        guards.register()
        pending.register()
