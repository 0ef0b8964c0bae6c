from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import checks, guards  # noqa: F401, PLC0415 - needs the app registry

        guards.register()
