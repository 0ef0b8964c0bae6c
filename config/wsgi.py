"""WSGI entry. gunicorn runs no system checks, so they run here: an open door keeps it shut."""

import gc
import os

from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

# What a start makes stays for ever: nothing to collect meanwhile, and nothing to look at later.
gc.disable()
application = get_wsgi_application()

try:
    call_command("check", "--fail-level", "ERROR", "--database", "default")
except SystemCheckError as error:
    # SystemExit would make gunicorn respawn for ever; RuntimeError ends the worker's boot.
    raise RuntimeError(f"refusing to start: {error}") from error
finally:
    # gunicorn may load this module once and fork; a connection must not cross the fork.
    connections.close_all()
    gc.freeze()
    # A page makes some thousands of objects and keeps none: to look less often takes 5 % less time.
    gc.set_threshold(10_000, 20, 50)
    gc.enable()
