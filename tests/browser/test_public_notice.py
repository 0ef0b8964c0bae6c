"""The officer records a letter on the official board: found in the case, refused when too early."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from cases.actions import come_back, dispatch
from tests.browser.conftest import SCHEME
from tests.browser.journeys.looking import Look
from tests.browser.journeys.pages import address, go, named, submit, written_in
from tests.support_centre.test_post import today
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["en", "ar", "cs", "uk", "vi"] if os.environ.get("POBYT_CI") else ["en", "ar"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_public_notice(
    phone: Page, world: World, enter: Callable[..., None], look: Look, language: str
) -> None:
    row, helper = world.paper_delivery, Actor.for_user(world.helper)
    case = row.letter.case
    posted = dispatch(row, on=today(), actor=helper)
    come_back(posted, on=today(), why="unknown", actor=helper)
    enter(phone, world.novotna)
    phone.emulate_media(color_scheme=SCHEME[language], reduced_motion="reduce")
    go(phone, "cases:case", case.pk, language=language)
    page = address("cases:public_notice", case.pk, row.letter_id, language=language)
    phone.locator(f'a[href="{page}"]').click()
    written_in(phone, language)
    look(phone, f"public-notice-{language}")
    named(phone, "noticed_on").fill(today().isoformat())
    named(phone, "taken_down_on").fill(today().isoformat())
    named(phone, "online").check()
    submit(phone.locator("main form").first)
    expect(phone.locator("[data-takes-focus]")).to_be_focused()
    look(phone, f"public-notice-early-{language}")
