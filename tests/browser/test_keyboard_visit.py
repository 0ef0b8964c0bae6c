"""A whole visit at the desk without a mouse: from the door to the slip in the person's hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from applicants.models import Draft
from cases.models import Case
from support_centre.models import Visit
from tests.applicants.filling import complete_answers, photo
from tests.browser.journeys.keyboard import Keyboard
from tests.browser.journeys.pages import go, named
from tests.browser.test_journey_desk import lines
from tests.world import PERMIT, World

pytestmark = pytest.mark.django_db(transaction=True)
MAIN_BUTTON = "main form button[type=submit]:not([name])"


def choose(keyboard: Keyboard, control: Locator, value: str) -> None:
    """An option of a list, by the arrow keys."""
    keyboard.reach(control)
    keyboard.press("Home")
    for _each in range(control.locator("option").count()):
        if control.input_value() == value:
            return
        keyboard.press("ArrowDown")
    raise AssertionError(f"no option {value}")


def tick(keyboard: Keyboard, box: Locator) -> None:
    keyboard.reach(box)
    if not box.is_checked():
        keyboard.press("Space")
    expect(box).to_be_checked()


def test_from_the_door_to_the_slip(
    page: Page,
    keyboard: Keyboard,
    world: World,
    enter: Callable[..., None],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}
    scan = tmp_path / "scan.jpg"
    scan.write_bytes(photo())
    _ = world.centre
    enter(page, world.helper)
    go(page, "support_centre:desk", language="en")
    comes_in(page, keyboard)
    shows_a_passport(page, keyboard)
    signs_a_mandate(page, keyboard, scan)
    draft = applies(page, keyboard, scan)
    case = reads_it_and_sends(page, keyboard, draft)
    takes_the_slip(page, keyboard, case)


def comes_in(page: Page, keyboard: Keyboard) -> None:
    choose(keyboard, page.locator("main [name=language]"), "uk")
    keyboard.activate(page.locator("button[name=serve]"))
    page.wait_for_url("**/visit/**")


def shows_a_passport(page: Page, keyboard: Keyboard) -> None:
    keyboard.activate(page.get_by_role("link", name="Read the passport"))
    page.wait_for_url("**/person/")
    keyboard.fill(named(page, "mrz"), lines())
    choose(keyboard, named(page, "method"), "mrz")
    tick(keyboard, named(page, "compared"))
    keyboard.activate(page.locator(MAIN_BUTTON).last)
    page.wait_for_url("**/mandate/")


def signs_a_mandate(page: Page, keyboard: Keyboard, scan: Path) -> None:
    tick(keyboard, page.locator('[name=services][value="file"]'))
    tick(keyboard, page.locator('[name=services][value="explain"]'))
    choose(keyboard, page.locator("main [name=language]"), "uk")
    keyboard.activate(page.locator(MAIN_BUTTON).last)
    page.wait_for_url("**/centre/mandate/**")
    keyboard.choose_file(named(page, "files"), scan)
    keyboard.activate(page.get_by_role("button", name="Keep the signed paper"))
    keyboard.activate(page.get_by_role("button", name="Act for this person"))
    page.wait_for_url("**/home/")
    expect(page.locator(".acting")).to_contain_text("HALYNA BONDAR")


def applies(page: Page, keyboard: Keyboard, scan: Path) -> Draft:
    """The pages of the form themselves: ``test_keyboard_applying``."""
    go(page, "applicants:new", PERMIT, language="en")
    keyboard.reach(named(page, "who").first)
    keyboard.press("Space")
    keyboard.reach(named(page, "place").first)
    keyboard.press("Space")
    keyboard.activate(page.locator("form[data-begin] button[type=submit]").last)
    page.wait_for_url("**/form/**")
    draft = Draft.objects.get()
    draft.answers = complete_answers(PERMIT)
    draft.save()
    go(page, "applicants:documents", draft.pk, language="en")
    keyboard.choose_file(page.locator("#PASSPORT-file"), scan)
    expect(page.locator('[data-card=PASSPORT] [data-state="stored"]')).to_have_count(1)
    keyboard.activate(page.locator('main .actions a[href$="/review/"]'))
    page.wait_for_url("**/review/")
    return draft


def reads_it_and_sends(page: Page, keyboard: Keyboard, draft: Draft) -> Case:
    """The person confirms in the second window, which has one button."""
    keyboard.activate(page.get_by_role("button", name="Read it back"))
    page.wait_for_url("**/centre/readback/**")
    with page.expect_popup() as popup:
        keyboard.activate(page.get_by_role("link", name="Show it to the person"))
    turned = popup.value
    Keyboard(turned).activate(turned.locator(".reading__button"))
    expect(turned.locator(".reading__button")).to_have_count(0)
    page.bring_to_front()
    send = page.get_by_role("button", name="Send the application")
    expect(send).to_be_visible()
    keyboard.activate(send)
    page.wait_for_url("**/receipt/")
    return Case.objects.get(origin=draft.pk)


def takes_the_slip(page: Page, keyboard: Keyboard, case: Case) -> None:
    """Back by the banner, which ends the session; then the slip, then the end of the visit."""
    keyboard.activate(page.locator(".acting").get_by_role("button", name="End", exact=True))
    page.wait_for_url("**/centre/visit/**")
    keyboard.activate(page.get_by_role("link", name="Hand over"))
    page.wait_for_url("**/slip/")
    keyboard.activate(page.get_by_role("button", name="Make the slip"))
    expect(page.locator(".slip .code")).to_be_visible()
    expect(page.locator(".slip")).to_contain_text(case.number)
    keyboard.activate(page.locator("main header a, main a[href*='/visit/']").first)
    page.wait_for_url("**/centre/visit/*/")
    keyboard.activate(page.get_by_role("link", name="End the visit"))
    page.wait_for_url("**/done/")
    keyboard.activate(page.locator(MAIN_BUTTON).last)
    page.wait_for_url("**/centre/visit/*/")
    assert Visit.objects.get().ended_at is not None
