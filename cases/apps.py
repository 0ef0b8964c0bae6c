from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from cases import confirming, guards, naming, pending  # noqa: PLC0415 - need the registry
        from postbox.naming import register  # noqa: PLC0415

        guards.register()
        confirming.register()
        pending.register()
        register(naming.names_of)
