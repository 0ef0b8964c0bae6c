from django.apps import AppConfig

from i18n import gates


class PermitsConfig(AppConfig):
    name = "permits"

    def ready(self) -> None:
        from permits import guards  # noqa: PLC0415 - models can be imported only now
        from permits.gates import pack_texts  # noqa: PLC0415

        guards.register()
        gates.register("permits", pack_texts)
