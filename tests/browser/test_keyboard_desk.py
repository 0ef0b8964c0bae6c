"""An officer without a mouse: the keys of the queue, a case, a proposal, the second signature."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from applicants import actions as applying
from cases.models import Case, Decision
from tests.browser.journeys.keyboard import Keyboard
from tests.browser.journeys.pages import go, named
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGE = "en"


@pytest.fixture
def three_cases(world: World) -> list[Case]:
    return [applying.submit(world.new_draft(), actor=world.applicant) for _each in range(3)]


def open_queue(page: Page) -> None:
    go(page, "cases:queue", language=LANGUAGE)
    page.goto(f"{page.url}?view=all")
    expect(page.locator("[data-row]")).to_have_count(3)


def test_the_keys_of_the_queue(
    page: Page,
    keyboard: Keyboard,
    world: World,
    three_cases: list[Case],
    enter: Callable[..., None],
) -> None:
    enter(page, world.novotna)
    open_queue(page)
    links = page.locator("[data-row] [data-open]")
    for key, row in [("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)]:
        keyboard.press(key)
        expect(links.nth(row)).to_be_focused()
        keyboard.stop()
    keyboard.press("?")
    keys = page.locator("#keys")
    expect(keys).to_be_visible()
    keyboard.reach(keys.locator("button"))
    keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(links.nth(1)).to_be_focused()
    keyboard.press("/")
    expect(page.locator("[data-key-search]")).to_be_focused()
    keyboard.stop()
    keyboard.type("ja/k?")
    expect(page.locator("[data-key-search]")).to_have_value("ja/k?")
    expect(keys).to_be_hidden()


def test_a_row_is_taken_and_opened(
    page: Page,
    keyboard: Keyboard,
    world: World,
    three_cases: list[Case],
    enter: Callable[..., None],
) -> None:
    enter(page, world.novotna)
    open_queue(page)
    keyboard.press("a")
    keyboard.press("j", "j")
    number = page.locator("[data-row] [data-open]").nth(1).inner_text()
    with page.expect_navigation():
        keyboard.press("a")
    taken = Case.objects.get(number=number)
    assert taken.assigned_to == world.novotna
    assert Case.objects.filter(assigned_to=None).count() == 2
    open_queue(page)
    keyboard.press("j")
    with page.expect_navigation():
        keyboard.press("Enter")
    expect(page.locator("main header h1")).to_be_visible()
    assert "/cases/" in page.url


def test_a_document_opens_over_the_case_and_gives_the_focus_back(
    page: Page, keyboard: Keyboard, world: World, enter: Callable[..., None]
) -> None:
    _ = world.case_document
    enter(page, world.novotna)
    go(page, "cases:case", world.case.pk, language=LANGUAGE)
    thumb = page.locator("[data-view]").first
    keyboard.activate(thumb)
    viewer = page.locator("#viewer")
    expect(viewer).to_be_visible()
    keyboard.stop()
    keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(thumb).to_be_focused()


def test_a_refusal_is_proposed_and_countersigned(
    page: Page,
    keyboard: Keyboard,
    world: World,
    enter: Callable[..., None],
    open_context: Callable[..., BrowserContext],
) -> None:
    enter(page, world.novotna)
    go(page, "cases:case", world.case.pk, language=LANGUAGE)
    keyboard.activate(page.locator('main a[href$="/proposal/"]').first)
    page.wait_for_url("**/proposal/")
    outcomes = named(page, "outcome")
    keyboard.reach(outcomes.first)
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    expect(page.locator('[name=outcome][value="refuse"]')).to_be_checked()
    keyboard.activate(page.locator("#proposal .actions button"))
    expect(page.locator("[data-takes-focus]")).to_be_focused()
    for box in (
        named(page, "fact_accommodation_not_confirmed"),
        named(page, "evidence_accommodation_not_confirmed").first,
        page.locator('[name=grounds][value="no_accommodation"]'),
    ):
        keyboard.reach(box)
        keyboard.press("Space")
        expect(box).to_be_checked()
    keyboard.reach(named(page, "remedy"))
    keyboard.press("ArrowDown")
    expect(named(page, "remedy")).not_to_have_value("")
    keyboard.activate(page.locator("#proposal .actions button"))
    page.wait_for_url(f"**/cases/{world.case.pk}/")
    second = open_context().new_page()
    enter(second, world.dvorak)
    go(second, "cases:decision", world.case.pk, language=LANGUAGE)
    other = Keyboard(second)
    other.activate(second.locator("button[name=act][value=sign]"))
    second.wait_for_url(f"**/cases/{world.case.pk}/")
    assert Decision.objects.get(case=world.case).state == Decision.State.COUNTERSIGNED
