"""What probes are told, and that they are told nothing about people."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from jobs import health, sweep
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_live_looks_at_nothing(client: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert response.json() == {"live": True}


def test_ready_when_database_migrations_and_storage_are(client: Client):
    response = client.get("/health/ready")
    body = response.json()
    assert response.status_code == 200, body
    assert body["ready"] is True
    assert {"database", "migrations", "guards", "storage"} <= body["conditions"].keys()


def test_a_condition_that_fails_is_named_without_its_details(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    def broken() -> bool:
        raise OperationalError("password of Oksana")

    monkeypatch.setitem(health._probes, "storage", broken)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["conditions"]["storage"] is False
    assert "Oksana" not in response.text


def test_the_oldest_pending_row_is_an_age_and_no_id(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sweep, "_kinds", {})
    sweep.register("accounts.look", lambda: User.objects.all(), "created_at")
    user = UserFactory()
    User.objects.filter(pk=user.pk).update(created_at=timezone.now() - timedelta(seconds=90))
    response = client.get("/health/ready")
    assert response.json()["oldest_pending_seconds"]["accounts.look"] == pytest.approx(90, abs=5)
    assert str(user.pk) not in response.text
