"""What a page asks by itself keeps no session alive, and is no look that the person reads of."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applicants.following.looks import looks_at
from audit.models import Event
from support_centre import acting
from support_centre.models import AssistedSession, ReadBack
from tests.matrix import ARGUMENTS
from tests.support_centre.reading import begun
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
URL = r"\{% (?:url|address) '([a-z_]+:[a-z_]+)'"
EVERY = re.compile(r'<[^<]*\bhx-trigger="[^"]*\bevery\b[^<]*')
AGAIN = re.compile(r"setTimeout\((?:ask|follow), |askWhileSeen\(")
ASKED = re.compile(r"(?:fetch\(|url: )\w+\.dataset\.(\w+),")


def polled_by_markup(text: str) -> set[str]:
    elements = EVERY.findall(text)
    return {name for each in elements for name in re.findall(rf'hx-(?:get|post)="{URL}', each)}


def polled_by_script(text: str, attributes: set[str]) -> set[str]:
    return {name for each in attributes for name in re.findall(rf'data-{each}="{URL}', text)}


def test_every_address_that_a_page_asks_by_itself_is_one_of_them() -> None:
    scripts = [path.read_text() for path in (ROOT / "static").rglob("*.js")]
    attributes = {name for text in scripts if AGAIN.search(text) for name in ASKED.findall(text)}
    assert attributes == {"watch", "now"}
    found = set()
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        found |= polled_by_markup(text) | polled_by_script(text, attributes)
    assert found == acting.POLLED


@pytest.fixture
def idle_since(session: AssistedSession) -> object:
    moment = timezone.now() - timedelta(minutes=14)
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=moment)
    return moment


def poll(client: Client, name: str, **arguments: object) -> HttpResponseBase:
    url = reverse(name, kwargs=arguments)
    response = client.get(url)
    return client.post(url) if response.status_code == 405 else response


def arguments_of(name: str, world: World, read_back: ReadBack) -> dict[str, object]:
    if name == "support_centre:readback_state":
        return {"read_back_id": read_back.pk}
    return ARGUMENTS[name].build(world) if name in ARGUMENTS else {}


def test_asking_by_itself_neither_keeps_the_session_nor_is_recorded(
    world: World, session: AssistedSession, desk: Client, idle_since: object
) -> None:
    row = begun(desk, world.new_draft())
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=idle_since)
    arguments = {name: arguments_of(name, world, row) for name in acting.POLLED}
    before = Event.objects.count()
    for name in sorted(acting.POLLED):
        for _time in range(3):
            poll(desk, name, **arguments[name])
        session.refresh_from_db()
        assert session.acted_at == idle_since, name
    assert Event.objects.count() == before
    gone = timezone.now() - timedelta(minutes=16)
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=gone)
    for name in sorted(acting.POLLED):
        poll(desk, name, **arguments[name])
    page = desk.get(reverse("applicants:home"), follow=True).content.decode()
    assert "Nothing was done for a while." in page


def test_many_looks_of_one_helper_in_a_day_are_one_line_and_push_nothing_out(
    world: World, session: AssistedSession, desk: Client, phone: Client
) -> None:
    for _time in range(3):
        desk.get(reverse("applicants:home"))
    (line,) = looks_at(world.applicant)
    assert line.times == 3
    page = phone.get(reverse("applicants:looks")).content.decode()
    assert "3 times" in page
