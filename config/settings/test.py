"""The suite: embedded by default; PostgreSQL, Redis and S3 when the environment names them."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "POBYT_VAR" not in os.environ:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a folder of our own in it
    os.environ["POBYT_VAR"] = tempfile.mkdtemp(prefix="pobyt-test-", dir=memory)
    atexit.register(shutil.rmtree, os.environ["POBYT_VAR"], ignore_errors=True)

from config.settings.base import *  # noqa: F403 - the profile is the base with changes
from config.settings.base import DATABASES, VAR_DIR

SECRET_KEY = "test-only-not-a-secret-but-long-enough-to-pass"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "config.caching.name",
    }
}
if redis := os.environ.get("POBYT_TEST_REDIS_URL"):
    # A database of its own for each worker of the suite: clearing a cache empties all of it.
    number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"{redis}/{number}",
        "KEY_FUNCTION": "config.caching.name",
        "OPTIONS": {"serializer": "config.caching.Serializer"},
    }
STORAGES = {
    "default": {"BACKEND": "documents.storage.SealedStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
READ_BACK_SECONDS = 0.0
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = os.environ.get("POBYT_TEST_BROKER_URL", "memory://")
VAULT_KEYRING = Path(VAR_DIR) / "test-keyring.json"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file (in memory where the machine allows): the threads of the browser tests' server each
    # open a connection of their own, which a shared in-memory database does not isolate.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
