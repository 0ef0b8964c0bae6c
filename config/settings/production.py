"""The production profile: PostgreSQL, Redis, S3 and mail, everything from the environment.

It refuses to start on a missing or weak secret. ``docs/operations.md`` lists every variable.
"""

import os
from pathlib import Path

os.environ["POBYT_DEMONSTRATION"] = os.environ.get("POBYT_DEMONSTRATION", "0")

from config.settings.base import *  # noqa: F403 - the profile is the base with changes
from config.settings.base import CONTENT_SECURITY_POLICY, DATABASES
from config.settings.env import (
    flag,
    hosts,
    pages_address,
    required,
    strong_secret,
    strong_secrets,
)

SECRET_KEY = strong_secret("POBYT_SECRET_KEY")
SECRET_KEY_FALLBACKS = strong_secrets("POBYT_SECRET_KEY_FALLBACKS")
SITE_ADDRESS = pages_address("POBYT_ADDRESS")
ALLOWED_HOSTS = hosts("POBYT_HOSTS")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

required("POBYT_DB_NAME")
DATABASES["default"]["PASSWORD"] = required("POBYT_DB_PASSWORD")
DATABASES["default"]["OPTIONS"]["sslmode"] = os.environ.get("POBYT_DB_SSLMODE", "verify-full")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": required("POBYT_REDIS_URL"),
        "KEY_PREFIX": "pobyt",
        "KEY_FUNCTION": "config.caching.name",
        "OPTIONS": {"serializer": "config.caching.Serializer"},
    }
}
SESSION_ENGINE = "accounts.sessions.cached_db"
CELERY_BROKER_URL = required("POBYT_BROKER_URL")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrftoken"  # static/pobyt/csrf.js reads it under this name
LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if flag("POBYT_BEHIND_PROXY") else None
)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True  # type: ignore[assignment]

DOCUMENT_STORE = {
    "kind": "s3",
    "bucket_name": required("POBYT_S3_BUCKET"),
    "endpoint_url": os.environ.get("POBYT_S3_ENDPOINT") or None,
    "region_name": os.environ.get("POBYT_S3_REGION") or None,
    "access_key": required("POBYT_S3_KEY"),
    "secret_key": required("POBYT_S3_SECRET"),
}
VAULT_KEYRING = Path(required("POBYT_KEYRING"))
VAULT_MAY_CREATE_KEYRING = False

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = required("POBYT_MAIL_HOST")
EMAIL_PORT = int(os.environ.get("POBYT_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("POBYT_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("POBYT_MAIL_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = required("POBYT_FROM_EMAIL")
