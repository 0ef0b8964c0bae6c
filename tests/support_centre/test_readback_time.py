"""On the screen nobody confirms what was not drawn there, or sooner than it can be read."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from applicants.models import Draft
from audit.models import Event
from support_centre import actions
from support_centre.models import AssistedSession, Centre, ReadBack
from support_centre.quality import unusual
from support_centre.shown import proof_of, reading_time, seconds_left
from tests.support_centre.reading import address, begun, pressed, shown
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(draft: Draft, session: AssistedSession, desk: Client, settings: Any) -> ReadBack:
    settings.READ_BACK_SECONDS = 3
    return begun(desk, draft)


def is_confirmed(row: ReadBack) -> bool:
    return ReadBack.objects.get(pk=row.pk).is_confirmed


def test_what_was_never_drawn_is_not_confirmed(row: ReadBack, desk: Client, settings: Any):
    """Three requests of one browser were enough: read back, confirm, send."""
    settings.READ_BACK_SECONDS = 0
    assert desk.post(address(row, "turned/")).status_code == 409
    assert desk.post(address(row, "turned/"), {"shown": "made up"}).status_code == 409
    other = ReadBack(document=row.document)
    assert desk.post(address(row, "turned/"), {"shown": proof_of(other)}).status_code == 409
    assert not is_confirmed(row)
    assert pressed(desk, row).status_code == 302
    assert is_confirmed(row)


def test_each_page_takes_some_seconds_to_read(row: ReadBack, desk: Client):
    assert row.document is not None
    least = reading_time(row)
    assert least == timedelta(seconds=3 * row.document.pages)
    proof = shown(desk, row)
    early = desk.post(address(row, "turned/"), {"shown": proof})
    assert early.status_code == 409
    assert proof in early.content.decode()  # the time goes on where it was
    assert not is_confirmed(row)
    with time_machine.travel(timezone.now() + least, tick=False):
        assert desk.post(address(row, "turned/"), {"shown": proof}).status_code == 302
    assert is_confirmed(row)


def test_it_says_how_long(row: ReadBack, desk: Client):
    now = timezone.now()
    left = [seconds_left(row, proof_of(row, now=now - timedelta(seconds=n))) for n in (0, 2, 90)]
    whole = int(reading_time(row).total_seconds())
    assert left == [whole, whole - 2, 0]
    page = desk.post(address(row, "turned/"), {"shown": ""}).content.decode()
    assert "Спершу прочитайте все" in page
    assert f"{whole} " in page


def test_what_is_shown_once_more_is_a_read(row: ReadBack, desk: Client):
    reads = Event.objects.filter(name="support_centre.read_page")
    before = reads.count()
    desk.post(address(row, "turned/"))
    assert reads.count() == before + 1


def test_quick_confirmations_are_noticed(world: World, session: AssistedSession, assisting: Actor):
    """Three of them; those that were read slowly are not counted."""
    now = timezone.now()
    for number, took in enumerate((1, 2, 600, 3)):
        draft = world.new_draft()
        came = now - timedelta(seconds=took)
        row = actions.read_back(draft, session=session, language="uk", actor=assisting, now=came)
        actions.confirm(row, how="screen", actor=assisting, now=now)
        found = [each.key.split(":")[0] for each in unusual.findings(Centre.objects.all())]
        assert ("quick" in found) == (number == 3)
    finding = next(f for f in unusual.findings(Centre.objects.all()) if f.key.startswith("quick"))
    assert (finding.user_id, finding.sessions) == (world.helper.pk, [session.pk])
    assert "3 times" in finding.why
