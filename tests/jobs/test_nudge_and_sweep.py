"""Pending rows are the truth: a nudge may be lost, the sweep finds the row."""

from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import User
from config.celery import app
from jobs import sweep
from jobs.nudge import _rest, nudge
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def awake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_rest, "until", 0.0)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    messages: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(
        current_app, "send_task", lambda task, args, **_: messages.append((task, args))
    )
    return messages


@pytest.fixture
def users_are_pending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_kinds", {})
    sweep.register("accounts.look", lambda: User.objects.all(), "created_at")


def test_a_nudge_waits_for_the_commit(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        nudge("room.task", 7)
        assert sent == []
    assert sent == [("room.task", ["7"])]


def test_a_nudge_carries_an_id_and_no_words():
    for words in ("Oksana Kovalenko", "", "1; 2", None):
        with pytest.raises(ValueError, match="id of a row"):
            nudge("room.task", words)


def test_a_rolled_back_change_nudges_nobody(sent, django_capture_on_commit_callbacks):
    def change_and_fail() -> None:
        with transaction.atomic():
            nudge("room.task", 7)
            raise KeyError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(KeyError):
        change_and_fail()
    assert sent == []


@pytest.mark.parametrize("error", [OperationalError("refused"), OSError("full"), RuntimeError("?")])
def test_a_dead_broker_never_reaches_the_request(
    error: Exception, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
):
    def dead(*args: Any, **kwargs: Any) -> None:
        raise error

    monkeypatch.setattr(current_app, "send_task", dead)
    with django_capture_on_commit_callbacks(execute=True):
        nudge("room.task", 7)


def test_a_broker_that_failed_is_left_alone_for_a_while(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
):
    asked = []

    def dead(*args: Any, **kwargs: Any) -> None:
        asked.append(args)
        raise OSError

    monkeypatch.setattr(current_app, "send_task", dead)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(10):
            nudge("room.task", number)
    assert len(asked) == 1


def test_the_sweep_nudges_old_rows_and_leaves_young_ones(
    sent, users_are_pending, django_capture_on_commit_callbacks
):
    now = timezone.now()
    old, young = UserFactory(), UserFactory()
    User.objects.filter(pk=old.pk).update(created_at=now - timedelta(minutes=5))
    User.objects.filter(pk=young.pk).update(created_at=now)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep.run(now) == {"accounts.look": 1}
    assert sent == [("accounts.look", [str(old.pk)])]


def test_the_age_of_the_oldest_row_is_known(users_are_pending):
    now = timezone.now()
    assert sweep.oldest(now) == {"accounts.look": None}
    for minutes in (5, 2):
        user = UserFactory()
        User.objects.filter(pk=user.pk).update(created_at=now - timedelta(minutes=minutes))
    assert sweep.oldest(now) == {"accounts.look": 300.0}


def test_beat_runs_the_sweep_every_twenty_seconds():
    entry = app.conf.beat_schedule["sweep"]
    assert (entry["task"], entry["schedule"]) == ("jobs.sweep", 20.0)
    app.loader.import_default_modules()
    assert "jobs.sweep" in app.tasks


def test_every_kind_that_is_swept_has_a_task_of_that_name():
    app.loader.import_default_modules()
    assert [kind.task for kind in sweep.kinds() if kind.task not in app.tasks] == []
