from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import checks, guards  # noqa: F401 - needs the app registry

        guards.register()
