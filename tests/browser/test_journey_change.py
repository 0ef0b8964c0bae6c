"""A new address is reported from a telephone, and at the desk; the office takes note of it."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from playwright.sync_api import BrowserContext, Page, expect

from accounts.actor import Actor
from accounts.models import User
from cases.models import ChangeReport
from support_centre.actions import Asked, offer
from tests.applicants.filling import photo
from tests.browser.conftest import DESKTOP, PHONE, SCHEME
from tests.browser.journeys.looking import Look
from tests.support_centre.giving import agreed
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["en", "ar", "cs", "uk", "vi"] if os.environ.get("POBYT_CI") else ["en", "ar"]
Enter = Callable[..., None]
SCAN = {"name": "lease.jpg", "mimeType": "image/jpeg", "buffer": photo()}
ADDRESS = {
    "street": "Nová",
    "number": "5",
    "city": "Brno",
    "postal_code": "602 00",
}


def fill(page: Page, since: str) -> None:
    for part, text in ADDRESS.items():
        page.locator(f"#q-address_here-{part}").fill(text)
    page.locator("#q-since").fill(since)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_address_is_reported_and_the_office_takes_note(
    open_context: Callable[..., BrowserContext],
    enter: Enter,
    look: Look,
    world: World,
    language: str,
) -> None:
    case = world.granted

    def say(message: str) -> str:
        with override(language):
            return gettext(message)

    scheme = SCHEME[language]
    phone = open_context(viewport=PHONE, has_touch=True, color_scheme=scheme).new_page()
    enter(phone, world.oksana)
    with override(language):
        phone.goto(reverse("applicants:home"))
        look(phone, f"home-{language}", seen_elsewhere=True)
    phone.locator(f"a[href$='{case.pk}/change/']").click()
    look(phone, f"choose-{language}")
    phone.locator("a[href$='/change/ADDRESS/']").click()
    with phone.expect_response(lambda answer: "/save/" in answer.url):
        fill(phone, "1.9.2026")
        phone.locator("#q-since").blur()
    expect(phone.locator("#saved")).not_to_be_empty()
    look(phone, f"answers-{language}")
    phone.reload()
    expect(phone.locator("#q-address_here-city")).to_have_value("Brno")  # nothing is lost
    look(phone, f"late-{language}")
    phone.get_by_role("button", name=say("Continue"), exact=True).click()
    phone.locator("#ACCOM-file").set_input_files([SCAN])  # type: ignore[list-item]
    expect(phone.locator("#ACCOM .file-row__name", has_text="lease.jpg")).to_be_visible()
    look(phone, f"papers-{language}")
    phone.locator(".actions a", has_text=say("Continue")).click()
    phone.get_by_role("button", name=say("Send the report")).click()
    expect(phone.locator("#declared-error")).to_be_visible()
    phone.locator("#declared").check()
    look(phone, f"review-{language}")
    phone.get_by_role("button", name=say("Send the report")).click()
    expect(phone.locator("main")).to_contain_text("lease.jpg")
    look(phone, f"sent-{language}")
    phone.set_viewport_size(DESKTOP)
    look(phone, f"sent-desktop-{language}", seen_elsewhere=True)
    report = ChangeReport.objects.get()
    with override(language):
        phone.goto(reverse("applicants:case", args=[case.pk]))
    expect(phone.locator("#changes")).to_be_visible()

    officer = open_context(color_scheme=scheme).new_page()
    enter(officer, world.novotna, role="officer")
    with override(language):
        officer.goto(reverse("cases:queue") + "?view=changes")
        expect(officer.locator("main")).to_contain_text(case.number)
        look(officer, f"queue-{language}", seen_elsewhere=True)
        officer.goto(reverse("cases:case", args=[case.pk]))
    card = officer.locator(f"#change-{report.pk}")
    expect(card.locator("del")).to_contain_text("Praha")
    expect(card.locator("ins").first).to_contain_text("Brno")
    look(officer, f"officer-{language}")
    card.get_by_role("button").click()
    expect(card.get_by_role("button")).to_have_count(0)
    expect(card).to_contain_text("Novotná")
    look(officer, f"noted-{language}")
    officer.set_viewport_size(PHONE)
    look(officer, f"noted-phone-{language}", seen_elsewhere=True)
    expect(phone.locator("#now")).to_contain_text(say("The office took note"))  # by itself
    look(phone, f"case-{language}")


def at_the_desk(world: World, language: str) -> Any:
    """The helper may report a change for Oksana."""
    helper = Actor.for_user(world.helper)
    mandate, code = offer(world.visit, Asked(("change",), 7, language), actor=helper)
    agreed(code, actor=world.applicant)
    return mandate


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_at_the_desk_it_is_read_back_and_confirmed_on_the_turned_screen(
    open_context: Callable[..., BrowserContext],
    enter: Enter,
    look: Look,
    world: World,
    language: str,
) -> None:
    case, user = world.granted, world.helper
    assert isinstance(user, User)
    mandate = at_the_desk(world, language)
    desk = open_context().new_page()
    enter(desk, user)
    desk.goto(reverse("support_centre:mandate", args=[mandate.pk]))
    desk.get_by_role("button", name="Act for this person").click()
    desk.goto(reverse("applicants:change_choose", args=[case.pk]))
    desk.locator("a[href$='/change/CONTACT/']").click()
    turned = desk.context.new_page()
    turned.goto(reverse("support_centre:turned"))
    desk.bring_to_front()
    with desk.expect_response(lambda answer: "/save/" in answer.url):
        desk.locator("#q-phone").fill("+420 601 123 456")
        desk.locator("#q-phone").blur()
    look(desk, f"desk-{language}")
    expect(turned.locator("#turned")).to_contain_text("601 123 456")
    look(turned, f"turned-{language}")
    desk.get_by_role("button", name="Continue", exact=True).click()
    desk.locator(".actions a", has_text="Continue").click()
    look(desk, f"desk-review-{language}")
    desk.get_by_role("button", name="Read it back").click()
    look(desk, f"desk-readback-{language}")
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Show it to the person").click()
    reading = opened.value
    look(reading, f"reading-{language}")
    reading.locator(".reading__button").click()
    expect(reading.locator(".reading__button")).to_have_count(0)
    desk.bring_to_front()
    desk.get_by_role("button", name="Report the change").click()
    expect(desk.locator("main")).to_contain_text("The change is reported.")
    report = ChangeReport.objects.get()
    assert report.centre_name == "Centre on the Square"
    assert report.case_id == case.pk
