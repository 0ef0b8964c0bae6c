"""Marks planted wherever a person's data might slip into a log are found in none."""

import json
import logging

import pytest
import structlog
from django.conf import settings
from django.test import Client, override_settings
from django.urls import path

from config import logs

MARK = "Kovalenko-7f3a"


def broken(request, **captured):
    raise ValueError(f"no such person: {MARK}")


urlpatterns = [path("broken/", broken), path("people/<name>/", broken)]


@pytest.fixture
def lines():
    """Everything that would be written, as the formatter of the settings writes it."""
    options = settings.LOGGING["formatters"]["json"]
    formatter = options["()"](**{key: value for key, value in options.items() if key != "()"})
    written: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(formatter.format(record))

    collector = Collector()
    names = ["", "django", "gunicorn.error"]
    for name in names:
        logging.getLogger(name).addHandler(collector)
    yield written
    for name in names:
        logging.getLogger(name).removeHandler(collector)


@override_settings(ROOT_URLCONF="tests.config.test_logs")
@pytest.mark.django_db
def test_a_failing_page_leaves_a_type_and_places_but_no_person(lines, client: Client):
    client.raise_request_exception = False
    client.post(
        f"/people/{MARK}/?name={MARK}",
        {"name": MARK},
        headers={"user-agent": MARK, "referer": f"https://x/{MARK}", "cookie": f"a={MARK}"},
    )
    assert not [line for line in lines if MARK in line]
    failure = next(event for event in map(json.loads, lines) if event["event"] == "request_failed")
    assert failure["error"] == "ValueError"
    assert any("test_logs.py" in place for place in failure["where"])
    assert failure["request_id"]


def test_only_allowed_fields_are_written(lines):
    structlog.get_logger("jobs.test").warning("task_failed", task="a.b", name=MARK, email=MARK)
    (event,) = map(json.loads, lines)
    assert event["task"] == "a.b"
    assert event.keys() <= logs.ALLOWED


def test_a_sentence_in_place_of_an_event_is_withheld(lines):
    structlog.get_logger("jobs.test").warning(f"Person {MARK} failed")
    assert [json.loads(line)["event"] for line in lines] == [logs.WITHHELD]


def test_what_libraries_say_keeps_its_template_and_loses_its_arguments(lines):
    logging.getLogger("some.library").warning("Not Found: %s", MARK)
    logging.getLogger("some.library").warning("Not Found: " + MARK)  # noqa: G003 - as libraries do
    assert [json.loads(line)["event"] for line in lines] == ["Not Found: %s", logs.WITHHELD]


def test_an_exception_s_text_is_not_its_type(lines):
    structlog.get_logger("jobs.test").warning("task_failed", error=f"no person {MARK}")
    assert not [line for line in lines if MARK in line]


def test_requests_are_logged_by_the_name_of_their_page(lines, client: Client):
    client.get(f"/health/live?token={MARK}")
    (event,) = [event for event in map(json.loads, lines) if event["event"] == "request_finished"]
    assert (event["request"], event["code"]) == ("GET jobs:live", 200)
    assert not [line for line in lines if MARK in line]


def test_an_address_that_leads_nowhere_is_not_written_at_all(client: Client, capfd):
    """Python writes a warning that no handler takes to standard error itself."""
    client.get("/en/secret-of-oksana/")
    assert "secret-of-oksana" not in capfd.readouterr().err
