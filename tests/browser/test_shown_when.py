"""What matters in one case only is shown in it; without a script everything is there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from support_centre.models import Mandate
from tests.browser.centre.stage import Stage
from tests.browser.journeys.keyboard import Keyboard
from tests.browser.journeys.looking import Look
from tests.browser.journeys.pages import go, named
from tests.documents.samples import jpeg
from tests.world import PERMIT

pytestmark = pytest.mark.django_db(transaction=True)
MAIN_BUTTON = "main form button[type=submit]:not([name])"
OF_ONE_CASE = ("case_number", "giver_name", "giver_reason")


@pytest.fixture
def stage(db: None, settings: Any, tmp_path: Path) -> Stage:
    settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}
    return Stage()


def offer(page: Page, stage: Stage) -> None:
    go(page, "support_centre:mandate_new", stage.visitor.visit.pk, language="en")


def test_a_mandate_asks_for_what_its_choices_need(
    page: Page, enter: Callable[..., None], look: Look, stage: Stage
) -> None:
    enter(page, stage.helper)
    offer(page, stage)
    for name in OF_ONE_CASE:
        expect(named(page, name)).to_be_hidden()
        expect(page.locator(f"label[for=id_{name}]")).to_be_hidden()
    look(page, "usual")
    page.locator("[name=scope][value=one]").check()
    named(page, "giver").select_option("guardian")
    for name in OF_ONE_CASE:
        expect(named(page, name)).to_be_visible()
    look(page, "all")


def test_what_is_hidden_again_keeps_its_words_and_is_not_recorded(
    page: Page, enter: Callable[..., None], stage: Stage
) -> None:
    enter(page, stage.helper)
    offer(page, stage)
    named(page, "giver").select_option("guardian")
    named(page, "giver_name").fill("Amira Haddad")
    named(page, "giver").select_option("self")
    expect(named(page, "giver_name")).to_be_hidden()
    named(page, "giver").select_option("guardian")
    expect(named(page, "giver_name")).to_have_value("Amira Haddad")
    named(page, "giver").select_option("self")
    page.locator(MAIN_BUTTON).last.click()
    page.wait_for_url("**/centre/mandate/**")
    offered = Mandate.objects.get(given_at=None)
    assert (offered.giver, offered.giver_name) == ("self", "")


def test_what_is_wrong_stays_in_sight(page: Page, enter: Callable[..., None], stage: Stage) -> None:
    enter(page, stage.helper)
    offer(page, stage)
    page.locator("[name=scope][value=one]").check()
    page.locator(MAIN_BUTTON).last.click()
    expect(page.locator("[data-takes-focus]")).to_be_focused()
    page.locator("[name=scope][value=all]").check()
    expect(named(page, "case_number")).to_be_visible()
    expect(named(page, "giver_name")).to_be_hidden()


def test_by_keyboard_nothing_hidden_is_met(
    page: Page, keyboard: Keyboard, enter: Callable[..., None], stage: Stage
) -> None:
    enter(page, stage.helper)
    offer(page, stage)
    page.locator("[name=scope]:checked").focus()
    keyboard.press("Tab")
    expect(named(page, "days")).to_be_focused()
    page.locator("[name=scope]:checked").focus()
    keyboard.press("ArrowDown")
    keyboard.press("Tab")
    expect(named(page, "case_number")).to_be_focused()


def test_a_photograph_is_asked_for_where_it_is_the_proof(
    page: Page, enter: Callable[..., None], stage: Stage
) -> None:
    enter(page, stage.helper)
    go(page, "support_centre:person", stage.newcomer.pk, language="en")
    photograph = named(page, "photograph")
    expect(photograph).to_be_hidden()
    named(page, "method").select_option("photo")
    expect(photograph).to_be_visible()
    photograph.set_input_files({"name": "p.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    named(page, "method").select_option("typed")
    expect(photograph).to_be_visible()  # it would be sent
    photograph.set_input_files([])
    expect(photograph).to_be_hidden()


def test_a_child_is_asked_about_when_it_is_one(
    page: Page, enter: Callable[..., None], stage: Stage
) -> None:
    enter(page, stage.oksana)
    go(page, "applicants:new", PERMIT, language="en")
    expect(named(page, "birth_date")).to_be_hidden()
    page.locator("[name=who][value=child]").check()
    expect(named(page, "birth_date")).to_be_visible()


def test_without_a_script_everything_is_there(
    open_context: Callable[..., BrowserContext], enter: Callable[..., None], stage: Stage
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    enter(page, stage.helper)
    offer(page, stage)
    for name in OF_ONE_CASE:
        expect(named(page, name)).to_be_visible()
