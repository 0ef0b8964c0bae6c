"""The lifecycle against a table that was written from the law by hand, not from the code."""

from pathlib import Path

from django.conf import settings

from cases.lifecycle import State
from cases.picture import page, svg
from cases.table import rows
from tests.cases.law import FINAL, LAWFUL


def test_the_code_has_these_steps_and_no_others() -> None:
    assert {(row.source, row.name): row.target for row in rows()} == LAWFUL


def test_nothing_leads_to_an_appeal_and_nothing_out_of_an_end() -> None:
    assert "under_appeal" not in set(LAWFUL.values())
    assert not FINAL & {source for source, _name in LAWFUL}


def test_every_state_has_its_words() -> None:
    assert all(str(state.label) for state in State)


def test_the_page_and_the_picture_are_those_of_the_code() -> None:
    docs = Path(settings.BASE_DIR) / "docs"
    assert (docs / "lifecycle.md").read_text(encoding="utf-8") == page()
    assert (docs / "lifecycle.svg").read_text(encoding="utf-8") == svg()
