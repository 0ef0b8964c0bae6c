"""Two windows at the desk: the helper reads back, the person presses, and it is sent."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from applicants.actions import attach
from applicants.needs import needs_of
from cases.models import Case
from support_centre.actions import Asked, offer, translate
from tests.support_centre.giving import agreed
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_what_the_person_confirms_on_the_turned_screen_is_sent(
    open_context: Any,
    enter: Any,
    axe: Any,
    screenshot: Any,
    sideways: Any,
    settings: Any,
    language: str,
) -> None:
    """Pressed before it can have been read, the button says how long to read on."""
    world = World()
    helper = Actor.for_user(world.helper)
    wanted = Asked(("file", "answer", "explain", "withdraw"), 7, language)
    mandate, code = offer(world.visit, wanted, actor=helper)
    agreed(code, actor=world.applicant)
    draft = world.new_draft()
    for card in needs_of(draft).cards[:3]:
        attach(draft, card.code, world.new_document(), actor=world.applicant)
    desk: Page = open_context().new_page()
    enter(desk, world.helper)

    def look(page: Page, name: str) -> None:
        screenshot(page, f"readback-{name}-{language}")
        assert sideways(page) == []
        axe(page)

    desk.goto(reverse("support_centre:mandate", args=[mandate.pk]))
    desk.get_by_role("button", name="Act for this person").click()
    desk.goto(reverse("applicants:review", args=[draft.pk]))
    look(desk, "review")
    desk.get_by_role("button", name="Read it back").click()
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Show it to the person").click()
    turned = opened.value
    assert turned.locator("html").get_attribute("lang") == language
    settings.READ_BACK_SECONDS = 999
    turned.locator(".reading__button").click()
    expect(turned.locator(".ds-alert")).to_contain_text(re.compile(r"[0-9٠-٩]"))
    look(turned, "turned-early")
    settings.READ_BACK_SECONDS = 0
    turned.locator(".reading__button").click()
    expect(turned.locator(".reading__button")).to_have_count(0)
    send = desk.get_by_role("button", name="Send the application")
    expect(send).to_be_visible()  # the desk's window went on by itself
    send.click()
    case = Case.objects.get()
    expect(desk.locator("main")).to_contain_text(case.number)
    look(desk, "receipt")


def test_the_queue_and_a_translation(
    open_context: Any, enter: Any, axe: Any, screenshot: Any, sideways: Any
) -> None:
    world = World()
    _ = world.centre
    sentence = world.sentence
    desk: Page = open_context().new_page()
    enter(desk, world.helper)

    def look(page: Page, name: str) -> None:
        screenshot(page, f"translations-{name}")
        assert sideways(page) == []
        axe(page)

    desk.goto(reverse("support_centre:desk"))
    desk.get_by_role("link", name="Translations").click()
    desk.goto(reverse("support_centre:translation", args=[sentence.pk]))
    desk.locator("textarea").fill("svářeč")
    translate(sentence, "svařeč", after=0, actor=Actor.for_user(world.helper))
    desk.get_by_role("button", name="Keep the translation").click()
    expect(desk.locator("textarea")).to_have_value("svářeč")
    look(desk, "second")
    desk.get_by_role("button", name="Keep the translation").click()
    expect(desk.get_by_text("The translation is kept. It stands beside")).to_be_visible()
    person = open_context().new_page()
    enter(person, world.oksana)
    person.goto(reverse("applicants:case", args=[world.case.pk]))
    expect(person.locator("main")).to_contain_text("svářeč")
    look(person, "own-case")
    officer = open_context().new_page()
    enter(officer, world.novotna, role="officer")
    officer.goto(reverse("cases:case", args=[world.case.pk]))
    expect(officer.locator("main")).to_contain_text("svářeč")
    look(officer, "officer")
