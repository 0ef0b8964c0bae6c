"""An applicant without a mouse: signing in, the form, a file, the review, an answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case
from cases.models.requests import Request
from tests.applicants.filling import photo
from tests.browser.journeys.keyboard import Keyboard
from tests.browser.journeys.pages import go, named
from tests.factories import PASSWORD
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGE = "en"


def test_signing_in_begins_with_the_way_past_the_header(
    page: Page, keyboard: Keyboard, world: World
) -> None:
    _ = world.amira
    go(page, "account_login", language=LANGUAGE)
    keyboard.press("Tab")
    assert keyboard.stop().what.endswith("Skip to the content")  # type: ignore[union-attr]
    keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    keyboard.fill(named(page, "login"), "amira")
    keyboard.fill(named(page, "password"), "not this")
    keyboard.press("Enter")
    expect(page.locator("[data-takes-focus]")).to_be_focused()
    keyboard.reach(named(page, "login"))
    keyboard.press("Control+A")
    keyboard.type("amira")
    keyboard.fill(named(page, "password"), PASSWORD)
    keyboard.press("Enter")
    page.wait_for_url("**/home/")


def test_a_page_of_the_form_is_answered(
    page: Page, keyboard: Keyboard, world: World, enter: Callable[..., None]
) -> None:
    draft = world.new_draft()
    draft.answers = {}
    draft.save()
    enter(page, world.oksana)
    go(page, "applicants:home", language=LANGUAGE)
    keyboard.activate(page.locator(f'main a.ds-button[href*="/draft/{draft.pk}/"]'))
    page.wait_for_url("**/form/**")
    keyboard.activate(page.locator('nav a[href$="/form/family/"]'))
    page.wait_for_url("**/form/family/**")
    first = named(page, "father_known").first
    keyboard.reach(first)
    keyboard.press("Space")
    expect(named(page, "father_name.family")).to_be_visible()
    keyboard.press("ArrowDown")
    expect(named(page, "father_name.family")).to_be_hidden()
    keyboard.press("ArrowUp")
    expect(first).to_be_checked()
    expect(named(page, "father_name.family")).to_be_visible()
    keyboard.fill(named(page, "father_name.family"), "Shevchenko")
    keyboard.reach(named(page, "father_citizenship"))
    keyboard.type("Ukraine")
    expect(named(page, "father_citizenship")).to_have_value("UA")


def test_entries_of_a_list_are_added_and_removed(
    page: Page, keyboard: Keyboard, world: World, enter: Callable[..., None]
) -> None:
    draft = world.new_draft()
    draft.answers = {}
    draft.save()
    enter(page, world.oksana)
    go(page, "applicants:section", draft.pk, "family", language=LANGUAGE)
    rows = page.locator('form[data-autosave] [name^="children."][name$="._row"]')
    keyboard.activate(page.locator('button[name=add][value="children"]'))
    expect(rows).to_have_count(1)
    inside = page.locator("#f-children [data-entries] :focus")
    expect(inside).to_have_count(1)
    keyboard.stop()
    keyboard.type("Shevchenko")
    keyboard.activate(page.locator("#f-children [data-entries] button[name=remove]"))
    expect(rows).to_have_count(0)
    expect(page.locator("#f-children :focus")).to_have_count(1)
    keyboard.stop()


def test_a_refused_page_leads_to_what_is_wrong(
    page: Page, keyboard: Keyboard, world: World, enter: Callable[..., None]
) -> None:
    draft = world.new_draft()
    draft.answers["person"]["birth_date"] = "31.2.1990"
    draft.save()
    enter(page, world.oksana)
    go(page, "applicants:section", draft.pk, "person", language=LANGUAGE)
    keyboard.activate(page.locator("form[data-autosave] .actions button").first)
    summary = page.locator("[data-takes-focus]")
    expect(summary).to_be_focused()
    link = summary.locator("a").first
    target = str(link.get_attribute("href"))
    keyboard.activate(link)
    expect(page.locator(target)).to_be_focused()
    keyboard.stop()


def test_a_file_is_sent_and_the_application_filed(
    page: Page, keyboard: Keyboard, world: World, enter: Callable[..., None], tmp_path: Path
) -> None:
    draft = world.new_draft()
    scan = tmp_path / "passport.jpg"
    scan.write_bytes(photo())
    enter(page, world.oksana)
    go(page, "applicants:documents", draft.pk, language=LANGUAGE)
    keyboard.choose_file(page.locator("#PASSPORT-file"), scan)
    expect(page.locator('[data-card=PASSPORT] [data-state="stored"]')).to_have_count(1)
    keyboard.activate(page.locator('main .actions a[href$="/review/"]'))
    page.wait_for_url("**/review/")
    keyboard.reach(named(page, "declared"))
    keyboard.press("Space")
    keyboard.activate(page.locator("main form .actions button[type=submit]"))
    page.wait_for_url("**/receipt/")
    assert Case.objects.filter(origin=draft.pk).exists()


def test_a_request_of_the_office_is_answered(
    page: Page, keyboard: Keyboard, world: World, enter: Callable[..., None], tmp_path: Path
) -> None:
    asked = world.request
    code = world.case_document.requirement
    scan = tmp_path / "passport.jpg"
    scan.write_bytes(photo())
    enter(page, world.oksana)
    go(page, "applicants:case", world.case.pk, language=LANGUAGE)
    keyboard.activate(page.locator(f'main a[href*="/request/{asked.pk}/"]').first)
    page.wait_for_url("**/request/**")
    keyboard.choose_file(page.locator(f"#{code}-file"), scan)
    expect(page.locator(f'#card-{code} [data-state="stored"]')).to_have_count(1)
    keyboard.fill(named(page, "text"), "Here it is.")
    keyboard.activate(page.locator("main form:has([name=text]) .actions button").first)
    page.wait_for_url(f"**/case/{world.case.pk}/")
    assert Request.objects.get(pk=asked.pk).state == Request.State.ANSWERED
