"""The suite: embedded profile by default; PostgreSQL, Redis and S3 when the environment names them."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("POBYT_VAR", tempfile.mkdtemp(prefix="pobyt-test-"))

from config.settings.base import *  # noqa: E402,F403 - the profile is the base with changes
from config.settings.base import DATABASES, VAR_DIR  # noqa: E402

SECRET_KEY = "test-only-not-a-secret-but-long-enough-to-pass"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "documents.storage.SealedStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = os.environ.get("POBYT_TEST_BROKER_URL", "memory://")
VAULT_KEYRING = Path(VAR_DIR) / "test-keyring.json"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": None}
