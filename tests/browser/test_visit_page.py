"""The page of a visit: its steps stand in one column, in one rhythm."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from support_centre import actions
from support_centre.models import Room
from tests.browser.centre.stage import Stage
from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
LEAST = 12
"""Pixels between two things that do not touch."""


@pytest.fixture
def visit(page: Page, enter: Callable[..., None], settings: Any, tmp_path: Path) -> Page:
    """A visitor of seventy in the hall; what was done for her can be printed."""
    settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}
    stage = Stage()
    room = Room.objects.create(centre=stage.centre, code="1", name={"en": "Hall"})
    actions.move(stage.visitor.visit, room=room, actor=stage.at_desk)
    enter(page, stage.helper)
    page.goto(f"/en/centre/visit/{stage.visitor.visit.pk}/")
    return page


def box(of: Locator) -> dict[str, float]:
    found = of.bounding_box()
    assert found is not None
    return dict(found)


def gap(above: Locator, below: Locator) -> float:
    upper = box(above)
    return box(below)["y"] - upper["y"] - upper["height"]


def test_cards_are_of_one_width_and_nothing_touches(visit: Page) -> None:
    cards, fold = visit.locator("main .ds-card"), visit.locator(".room")
    for size in (DESKTOP, PHONE):
        visit.set_viewport_size(size)
        assert len({(box(card)["x"], box(card)["width"]) for card in cards.all()}) == 1
        assert box(fold)["width"] <= box(cards.first)["width"]
        assert gap(fold, cards.first) >= LEAST
        done = visit.locator("[aria-labelledby=notices]")
        assert gap(done.locator("p"), done.get_by_role("link")) >= LEAST


def test_the_room_is_changed_where_it_is_read(visit: Page) -> None:
    expect(visit.locator(".room")).to_contain_text("Room: Hall")
    visit.get_by_text("Go to another room").click()
    visit.get_by_label("Room").select_option("No room in particular")
    visit.get_by_role("button", name="Save").click()
    expect(visit.get_by_text("The room is recorded.")).to_be_visible()
    expect(visit.get_by_text("Choose a room")).to_be_visible()
