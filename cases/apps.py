from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from cases import guards, pending  # need the app registry

        guards.register()
        pending.register()
