from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        # Models can be imported only once the registry is ready.
        from cases import confirming, guards, naming, pending, renaming  # noqa: PLC0415
        from postbox.naming import register  # noqa: PLC0415

        guards.register()
        confirming.register()
        pending.register()
        renaming.register()
        register(naming.names_of)
