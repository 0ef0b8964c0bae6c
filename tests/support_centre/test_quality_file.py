"""The figures as a table file: whole, readable, and nothing in it runs."""

import csv
import io
from datetime import datetime, time

import pytest
import time_machine
from django.test import Client

from accounts.actor import Actor
from support_centre.models import Centre
from support_centre.quality import spreadsheet
from support_centre.quality.periods import period
from support_centre.quality.report import report
from tests.factories import signed_in
from tests.support_centre.test_quality import PRAGUE, answered, visited
from tests.world import World


@pytest.fixture
def boss(world: World) -> Client:
    _ = world.centre
    return signed_in(world.supervisor)


@pytest.mark.parametrize(
    "cell", ["=HYPERLINK(1)", "+420601", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"]
)
def test_nothing_in_a_cell_is_run(cell: str):
    assert spreadsheet.safe(cell) == f"'{cell}"


def test_the_file_is_rfc_4180_with_a_mark_for_utf_8():
    rows = [("a", 'say "hi"'), ("Kč, ж", "=1"), ("two\nlines", "")]
    data = spreadsheet.written(rows)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data[3:].decode() == 'a,"say ""hi"""\r\n"Kč, ж",\'=1\r\n"two\nlines",\r\n'
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read == [["a", 'say "hi"'], ["Kč, ж", "'=1"], ["two\nlines", ""]]


def test_a_name_that_is_a_formula_arrives_as_text(world: World, helper: Actor, boss: Client):
    Centre.objects.filter(pk=world.centre.pk).update(name={"en": "=1+1"})
    visited(world, helper, 9)
    answer = boss.get("/en/centre/quality/file/", {"day": "2026-05-12", "centre": "KPC"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Centre and period", "'=1+1", "2026-05-01", "2026-05-31"]
    assert ["Visits by hour and language", "09:00", "Ukrainian", "1"] in rows
    assert ["Waiting", "All together", "Half took at most (minutes)", "5"] in rows
    assert {len(row) for row in rows} == {4}


def test_hidden_groups_are_hidden_in_the_file_as_well(world: World, boss: Client):
    answered(world, 4)
    answer = boss.get("/en/centre/quality/file/", {"day": "2026-05-12", "centre": "KPC"})
    assert b"eedback" not in answer.content


def test_answers_are_shown_once_the_period_is_over(world: World, boss: Client, desk: Client):
    """While it runs, the difference between two looks would be what one visitor answered."""
    today = world.centre.today()
    answered(world, 6, day=today)
    for kind in ("week", "month", "quarter"):
        found = report(world.centre, period(kind, today), with_words=True)
        assert (found.closed, found.opinions, found.hidden, found.words) == (False, [], 0, [])
        query = {"period": kind, "centre": world.centre.code}
        for browser in (boss, desk):
            page = browser.get("/en/centre/quality/", query).content.decode()
            assert "once the period is over" in page
            assert b"feedback" not in browser.get("/en/centre/quality/file/", query).content
    later = period("month", today)
    with time_machine.travel(datetime.combine(later.end, time(12), PRAGUE)):
        assert report(world.centre, later, with_words=False).opinions[0].count == 6


def test_it_speaks_the_language_of_the_reader(world: World, helper: Actor, boss: Client):
    visited(world, helper, 9)
    answer = boss.get("/cs/centre/quality/file/", {"day": "2026-05-12", "centre": "KPC"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert rows[1] == ["Tabulka", "Skupina", "Ukazatel", "Hodnota"]
    assert ["Návštěvy podle hodiny a jazyka", "09:00", "ukrajinština", "1"] in rows
