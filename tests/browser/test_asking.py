"""An officer sees what a request asks for before it is sent: what was chosen beforehand too."""

import pytest
from playwright.sync_api import Locator, Page, expect

from cases.models import Case
from tests.browser.conftest import DESKTOP, PHONE, SCHEME
from tests.browser.journeys.pages import go, named
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def form_of(open_context, enter, world: World, language="en", view=DESKTOP) -> Page:
    page: Page = open_context(viewport=view, color_scheme=SCHEME[language]).new_page()
    enter(page, world.novotna)
    go(page, "cases:act", world.case.pk, "ask", language=language)
    return page


def told(page: Page) -> Locator:
    return page.locator("[data-asked]")


def test_what_is_chosen_stands_above_the_button(open_context, enter, world: World):
    page = form_of(open_context, enter, world)
    before = page.locator(".act-papers select").evaluate_all(
        "all => all.filter((each) => each.value).map((each) => each.name)"
    )
    assert before  # something required is missing, and chosen beforehand
    lines = told(page).get_by_role("listitem")
    expect(lines).to_have_count(len(before))
    page.locator("[name=questions]").first.check()
    expect(lines).to_have_count(len(before) + 1)
    for name in before:
        named(page, name).select_option("")
    expect(lines).to_have_count(1)
    page.locator("[name=questions]").first.uncheck()
    expect(lines).to_have_count(0)
    expect(told(page)).to_contain_text("Nothing is chosen yet.")


def test_a_line_leads_back_to_its_choice(open_context, enter, world: World):
    page = form_of(open_context, enter, world)
    line = told(page).get_by_role("link").first
    name = line.inner_text()
    line.click()
    expect(page.get_by_label(name, exact=False).first).to_be_in_viewport()


def test_only_what_was_told_is_asked(open_context, enter, world: World):
    page = form_of(open_context, enter, world)
    lines = told(page).get_by_role("listitem")
    expect(lines).not_to_have_count(0)
    count = lines.count()
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url(f"**/cases/{world.case.pk}/")
    [request] = Case.objects.get(pk=world.case.pk).requests.all()
    assert request.items.count() == count


@pytest.mark.parametrize(("language", "view"), [("en", DESKTOP), ("ar", PHONE), ("vi", PHONE)])
def test_it_is_for_everybody(open_context, enter, axe, screenshot, sideways, world, language, view):
    page = form_of(open_context, enter, world, language, view)
    expect(told(page).get_by_role("listitem").first).to_be_visible()
    screenshot(page, f"ask-{language}")
    assert sideways(page) == []
    axe(page)
