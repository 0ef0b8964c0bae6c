from django.apps import AppConfig

from i18n import keeping


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import actions, checks, guards  # noqa: F401, PLC0415 - needs the app registry

        guards.register()
        keeping.register(actions.set_language)
