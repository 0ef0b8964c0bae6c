from django.apps import AppConfig

from i18n import gates


class PermitsConfig(AppConfig):
    name = "permits"

    def ready(self) -> None:
        # Models can be imported only once the registry is ready.
        from accounts import majority  # noqa: PLC0415
        from permits import guards, packs  # noqa: PLC0415
        from permits.gates import pack_texts  # noqa: PLC0415

        majority.decided_by(packs.current)
        guards.register()
        gates.register("permits", pack_texts)
