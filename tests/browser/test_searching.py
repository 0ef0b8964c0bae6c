"""An officer seeks a person with the keyboard alone, goes on, comes back, and reloads."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Case
from tests.browser.conftest import DESKTOP
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case() -> tuple[World, Case]:
    world = World()
    return world, world.case


def test_no_name_is_ever_in_the_address(open_context, enter, case):
    world, filed = case
    page = open_context(viewport=DESKTOP).new_page()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    enter(page, world.novotna)
    page.goto(reverse("cases:queue"))
    page.keyboard.press("/")
    page.keyboard.type("Shevchenko")
    page.keyboard.press("Enter")
    row = page.locator("[data-row] [data-open]")
    expect(row).to_have_text(filed.number)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{filed.pk}/")
    page.go_back()
    expect(row).to_have_text(filed.number)
    expect(page.locator("#search-cases")).to_have_value("Shevchenko")
    page.reload()
    expect(row).to_have_text(filed.number)
    assert "again=" in page.url
    assert not [url for url in seen if "shevchenko" in url.lower()]
    assert len([url for url in seen if "/search/" in url and "again=" not in url]) == 1
