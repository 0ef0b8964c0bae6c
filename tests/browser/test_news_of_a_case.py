"""An officer's open pages tell that something came; what was chosen or typed there is not lost."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from cases.actions import answer
from cases.letters.rendering import render_letter
from cases.models import Letter
from tests.browser.conftest import DESKTOP, PHONE, SCHEME
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 3_000
"""Milliseconds: as soon as the applicant's page hears of the office."""


@pytest.fixture
def world(world: World) -> World:
    """The office waits for Oksana."""
    _ = world.request, world.case_document
    return world


def come(world: World) -> None:
    oksana = Actor.for_user(world.oksana)
    answer(world.request, text="Ось.", documents=[], language="uk", actor=oksana)


def opened(open_context, enter, world: World, name: str, *more: str, language="en", view=DESKTOP):
    page: Page = open_context(viewport=view, color_scheme=SCHEME[language]).new_page()
    enter(page, world.novotna)
    with override(language):
        page.goto(reverse(name, args=[world.case.pk, *more]))
    return page


def test_an_answer_shows_in_the_open_case_and_moves_nothing(
    open_context, enter, axe, screenshot, sideways, world: World
):
    desk = opened(open_context, enter, world, "cases:case")
    phone = opened(open_context, enter, world, "cases:case", language="ar", view=PHONE)
    desk.locator(".judge-more > summary").first.click()
    desk.locator(".judge select").first.select_option(index=2)
    chosen = desk.locator(".judge select").first.input_value()
    expect(desk.locator("#case-news")).to_be_empty()
    place = desk.evaluate("scrollY")
    come(world)
    told = desk.locator("#case-news")
    expect(told).to_contain_text("The applicant answered a request.", timeout=SOON)
    assert desk.evaluate("scrollY") == place
    assert desk.locator(".judge select").first.input_value() == chosen
    expect(phone.locator("#case-news a")).to_be_in_viewport()
    for page, kind in ((desk, "en-desktop"), (phone, "ar-phone")):
        screenshot(page, f"case-news-{kind}")
        assert sideways(page) == []
        axe(page)
    told.get_by_role("link", name="Show the case as it is now").click()
    expect(desk.get_by_text("Ось.")).to_be_visible()
    expect(desk.locator(".judge select").first).to_have_value(chosen)
    assert (
        desk.evaluate(
            "Object.keys(sessionStorage).filter((key) => key.startsWith('chosen')).length"
        )
        == 0
    )


def test_the_letter_of_ones_own_request_comes_quietly(
    open_context, enter, axe, screenshot, sideways, world: World
):
    """What the worker sets a moment after one's own act is no change that somebody made."""
    desk = opened(open_context, enter, world, "cases:case")
    phone = opened(open_context, enter, world, "cases:case", language="ar", view=PHONE)
    letter = Letter.objects.get(about=world.request.pk)
    render_letter(letter.pk)
    told = desk.locator("#case-news")
    expect(told).to_contain_text("The letter is ready", timeout=SOON)
    expect(told).not_to_contain_text("has changed")
    expect(told.get_by_role("link", name="Request to the applicant")).to_be_visible()
    expect(phone.locator("#case-news a")).to_be_in_viewport()
    for page, kind in ((desk, "en-desktop"), (phone, "ar-phone")):
        screenshot(page, f"case-letter-{kind}")
        assert sideways(page) == []
        axe(page)


def test_what_is_being_written_stays(open_context, enter, axe, screenshot, world: World):
    desk = opened(open_context, enter, world, "cases:act", "note")
    desk.locator("textarea").fill("Calls on Monday.")
    come(world)
    told = desk.locator("#case-news")
    expect(told).to_contain_text("The applicant answered a request.", timeout=SOON)
    expect(desk.locator("textarea")).to_be_focused()
    screenshot(desk, "act-news-en-desktop")
    axe(desk)
    with desk.context.expect_page() as beside:
        told.get_by_role("link").click()
    expect(beside.value.get_by_text("Ось.")).to_be_visible()
    expect(desk.locator("textarea")).to_have_value("Calls on Monday.")
