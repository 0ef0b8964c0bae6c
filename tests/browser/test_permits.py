"""The catalogue in a browser: on the narrowest phone, unfolded; and the tabs of its keeper."""

import os

import pytest

from tests import catalogue

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["en", "ar", "cs", "uk", "vi"] if os.environ.get("POBYT_CI") else ["en", "ar"]


@pytest.fixture(autouse=True)
def loaded(db):
    catalogue.load()


def test_a_permit_is_readable_at_320_pixels(open_context, axe, sideways, screenshot):
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    for language in LANGUAGES:
        for address in (f"/{language}/permits/", f"/{language}/permits/LTR-FAM/"):
            page.goto(address)
            page.evaluate("document.querySelectorAll('main details').forEach((d) => d.open = true)")
            assert sideways(page) == []
            axe(page)
        screenshot(page, f"permit-{language}-320")


def test_the_start_of_an_application_is_above_the_fold_of_a_phone(phone):
    phone.goto("/en/permits/EMP/")
    box = phone.get_by_role("link", name="Start", exact=True).bounding_box()
    assert box["y"] + box["height"] <= 640


def test_neither_column_of_a_wide_screen_has_a_gap(open_context):
    page = open_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto("/en/permits/EMP/")
    who, figures, steps = (part.bounding_box() for part in page.locator(".permit > div").all())
    needed = page.locator(".permit > div > :last-child").first.bounding_box()
    assert who["x"] == steps["x"] < figures["x"]
    assert who["y"] == figures["y"]
    assert 0 < steps["y"] - (needed["y"] + needed["height"]) <= 40


def test_time_and_fee_share_the_width_where_they_are_under_the_text(open_context):
    page = open_context(viewport={"width": 820, "height": 900}).new_page()
    page.goto("/en/permits/EMP/")
    time, fee, known = (
        card.bounding_box() for card in page.locator(".permit .ds-card:has(dl)").all()
    )
    assert time["y"] == fee["y"]
    assert time["width"] == fee["width"] < known["width"]


def test_the_keeper_edits_in_a_tab_per_language(open_context, enter, cast):
    page = open_context().new_page()
    enter(page, cast.administrator, "administrator")
    page.goto("/en/admin/permits/office/add/")
    tabs = page.get_by_role("tab")
    tabs.first.wait_for()
    assert tabs.all_inner_texts() == ["Čeština", "English", "Українська", "Tiếng Việt", "العربية"]
    assert page.locator("#id_name_cs").is_visible()
    assert not page.locator("#id_name_uk").is_visible()
    tabs.nth(0).press("ArrowRight")
    tabs.nth(1).press("ArrowRight")
    assert page.locator("#id_name_uk").is_visible()
    assert not page.locator("#id_name_cs").is_visible()
