"""Production starts only with everything it needs, and with nothing that leaks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMPLETE = {
    "POBYT_SECRET_KEY": "kq8R2v!xW9zL4mN7pT3sB6yH1cF5gJ0dA8eU2iO4rK6tQ9wZ3xVb",
    "POBYT_ADDRESS": "https://pobyt.example",
    "POBYT_HOSTS": "pobyt.example",
    "POBYT_DB_NAME": "pobyt",
    "POBYT_DB_PASSWORD": "a-password",
    "POBYT_REDIS_URL": "redis://cache.example:6379/0",
    "POBYT_BROKER_URL": "redis://cache.example:6379/1",
    "POBYT_S3_BUCKET": "pobyt",
    "POBYT_S3_KEY": "key",
    "POBYT_S3_SECRET": "secret",
    "POBYT_KEYRING": "/run/secrets/keyring.json",
    "POBYT_MAIL_HOST": "mail.example",
    "POBYT_FROM_EMAIL": "pobyt@pobyt.example",
}
SHOW = """
import json
from config.settings import production as s
names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE DEBUG"
names += " SECURE_HSTS_SECONDS SECURE_SSL_REDIRECT DEMONSTRATION VAULT_MAY_CREATE_KEYRING"
names += " SESSION_ENGINE CACHES"
print(json.dumps({name: getattr(s, name) for name in names.split()}))
"""


def load(
    tmp_path: Path, *, script: str = SHOW, **changes: str | None
) -> subprocess.CompletedProcess[str]:
    """Import the production settings in a process of their own."""
    settings = {name: value for name, value in {**COMPLETE, **changes}.items() if value is not None}
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "POBYT_VAR": str(tmp_path),
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_a_complete_environment_gives_closed_cookies_and_https(tmp_path):
    done = load(tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_SSL_REDIRECT": True,
        "DEMONSTRATION": False,
        "VAULT_MAY_CREATE_KEYRING": False,
        "SESSION_ENGINE": "accounts.sessions.cached_db",
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": COMPLETE["POBYT_REDIS_URL"],
                "KEY_PREFIX": "pobyt",
                "KEY_FUNCTION": "config.caching.name",
                "OPTIONS": {"serializer": "config.caching.Serializer"},
            }
        },
    }


@pytest.mark.parametrize("name", COMPLETE)
def test_it_refuses_to_start_without(name, tmp_path):
    done = load(tmp_path, **{name: None})
    assert done.returncode != 0
    assert f"ImproperlyConfigured: set {name}" in done.stderr


@pytest.mark.parametrize(
    "weak",
    ["short", "x" * 80, "django-insecure", "password" * 10],
    ids=["short", "one", "default", "word"],
)
def test_it_refuses_a_weak_secret_and_does_not_repeat_it(weak, tmp_path):
    done = load(tmp_path, POBYT_SECRET_KEY=weak)
    assert "POBYT_SECRET_KEY is weak" in done.stderr
    assert weak not in done.stderr.replace("POBYT_SECRET_KEY", "")


def test_an_earlier_secret_is_as_strong(tmp_path):
    weak = load(tmp_path, POBYT_SECRET_KEY_FALLBACKS=f"{COMPLETE['POBYT_SECRET_KEY']},short")
    assert "POBYT_SECRET_KEY_FALLBACKS is weak" in weak.stderr


@pytest.mark.parametrize("hosts", ["*", "pobyt.example,*", "*.example"])
def test_it_answers_under_its_own_names_alone(hosts, tmp_path):
    assert "POBYT_HOSTS must name each host" in load(tmp_path, POBYT_HOSTS=hosts).stderr


@pytest.mark.parametrize("address", ["http://pobyt.example", "https://pobyt.example/portal"])
def test_the_address_is_https_without_a_path(address, tmp_path):
    assert "POBYT_ADDRESS must be https" in load(tmp_path, POBYT_ADDRESS=address).stderr


WITHOUT_DEMONSTRATION = """
import django
from django.conf import settings
django.setup()
from django.urls import NoReverseMatch, reverse
assert "demo" not in settings.INSTALLED_APPS and settings.STAFF_NEED_SECOND_FACTOR
for name in ("demo:index", "demo:mails"):
    try:
        raise SystemExit(reverse(name))
    except NoReverseMatch:
        pass
"""


def test_the_demonstration_has_no_address_in_production(tmp_path):
    done = load(tmp_path, script=WITHOUT_DEMONSTRATION)
    assert done.returncode == 0, done.stderr


def test_scripts_find_the_token_under_the_name_of_production(tmp_path):
    name = json.loads(load(tmp_path).stdout)["CSRF_COOKIE_NAME"]
    source = (ROOT / "static/pobyt/csrf.js").read_text()
    pattern = re.search(r"match\(/(.+?)/\)", source)
    assert pattern
    found = re.search(pattern[1], f"a=b; {name}=the-token")
    assert found
    assert found[1] == "the-token"


def test_production_writes_no_secret_of_its_own_making(tmp_path):
    load(tmp_path)
    assert not list(tmp_path.iterdir())
