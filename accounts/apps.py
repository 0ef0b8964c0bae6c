from django.apps import AppConfig

from i18n import keeping


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        # They need the app registry; checks and listeners register as they are imported.
        from accounts import actions, checks, guards, listening  # noqa: F401, PLC0415

        guards.register()
        keeping.register(actions.set_language)
