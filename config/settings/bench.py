"""``make bench``: the embedded profile on PostgreSQL, without the demonstration."""

from config.settings.base import *  # noqa: F403 - the profile is the base with changes

ALLOWED_HOSTS = ["127.0.0.1"]
SECRET_KEY = "bench-only-not-a-secret-but-long-enough-to-pass"  # noqa: S105
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STAFF_NEED_SECOND_FACTOR = False
STORAGES = {
    "default": {"BACKEND": "documents.storage.SealedStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
