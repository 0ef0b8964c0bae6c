"""The worker. A message is only a nudge; pending rows are the truth and the sweep finds them."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

app = Celery("pobyt")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

if settings.CELERY_BROKER_URL.startswith("filesystem"):
    broker = settings.VAR_DIR / "broker"
    for folder in ("queue", "done", "control"):
        (broker / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    app.conf.broker_transport_options = {
        "data_folder_in": str(broker / "queue"),
        "data_folder_out": str(broker / "queue"),
        "processed_folder": str(broker / "done"),
        "control_folder": str(broker / "control"),
        "store_processed": False,
        "polling_interval": 0.05,
    }
