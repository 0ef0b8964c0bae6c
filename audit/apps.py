from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from audit import guards
from jobs import health


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import checks  # noqa: F401, PLC0415 - checks register once all apps are known

        guards.append_only("audit_event")
        guards.append_only("audit_eventsubject")
        guards.lasting("audit_chainhead")
        guards.refuse(
            "audit_chainhead_moves_on",
            table="audit_chainhead",
            event="UPDATE",
            condition="NEW.seq <> OLD.seq + 1 OR NEW.case_id <> OLD.case_id",
            message="the head of a chain moves one step at a time",
        )
        health.register("guards", lambda: not guards.differences())
        post_migrate.connect(_put_up_guards, sender=self, dispatch_uid="audit.guards")


def _put_up_guards(*, using: str, **kwargs: Any) -> None:
    guards.install(using)
