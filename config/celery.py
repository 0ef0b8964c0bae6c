"""The worker and its schedule. A message is only a nudge; pending rows are the truth."""

import os
from logging.config import dictConfig
from typing import Any

import structlog
from celery import Celery, signals
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.dispatch import receiver
from django_structlog.celery.signals import bind_extra_task_metadata
from django_structlog.celery.steps import DjangoStructLogInitStep

from jobs import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

app = Celery("pobyt")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)

if settings.CELERY_BROKER_URL.startswith("filesystem"):
    app.conf.broker_url = "filesystem://localhost//"  # a host that is never asked
    app.conf.broker_transport = "jobs.broker:Transport"
    app.conf.broker_transport_options = broker.options(settings.VAR_DIR / "broker")
else:
    # One attempt: a request does not wait for a broker that is down, the sweep finds the row.
    once = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
    timeouts = {"socket_connect_timeout": 1, "socket_timeout": 5}
    redis = settings.CELERY_BROKER_URL.startswith("redis")
    app.conf.broker_transport_options = {**once, **(timeouts if redis else {})}

app.conf.update(
    broker_connection_timeout=1,
    broker_connection_retry_on_startup=True,
    # Nobody steers workers from afar, and no event stream repeats what tasks carry.
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    beat_schedule={"sweep": {"task": "jobs.sweep", "schedule": 20.0}},
    beat_schedule_filename=str(settings.VAR_DIR / "beat-schedule"),
)


@signals.setup_logging.connect
def _log_as_the_portal_does(**_kwargs: Any) -> None:
    dictConfig(settings.LOGGING)


@receiver(bind_extra_task_metadata)
def _name_the_task(*, task: Any, **_kwargs: Any) -> None:
    structlog.contextvars.bind_contextvars(task=task.name)


@signals.worker_init.connect
def _check_before_working(**_kwargs: Any) -> None:
    """Celery runs the system checks and goes on whatever they say; this one does not."""
    try:
        call_command("check", "--fail-level", "ERROR")
    except SystemCheckError as error:
        raise SystemExit(f"refusing to start: {error}") from error
