"""On one's own telephone: both texts are read, agreed to, and the digest stands beside."""

import pytest
from playwright.sync_api import expect

from accounts.actor import Actor
from support_centre import actions
from support_centre.models import Mandate
from tests.browser.conftest import DESKTOP, PHONE, SCHEME
from tests.browser.journeys.pages import go

pytestmark = pytest.mark.django_db(transaction=True)
WANTED = actions.Asked(("file", "explain"), 7, "ar", interpreter="Iryna Tkach")


def test_a_mandate_is_agreed_to_by_keyboard_in_arabic(open_context, enter, look, world):
    _offered, code = actions.offer(world.visit, WANTED, actor=Actor.for_user(world.helper))
    page = open_context().new_page()
    enter(page, world.oksana)
    page.emulate_media(color_scheme=SCHEME["ar"], reduced_motion="reduce")
    go(page, "support_centre:consent_code", language="ar")
    page.locator("#id_code").fill(code)
    page.locator("#id_code").press("Enter")
    expect(page.locator(".consent__text")).to_have_count(2)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        look(page, f"consent-ar-{size['width']}")
    page.locator("button[name=agree]").focus()
    page.keyboard.press("Enter")
    given = page.locator(".digest")
    expect(given).to_be_visible()
    page.set_viewport_size(PHONE)
    look(page, "consents-ar-given")
    assert given.inner_text() == Mandate.objects.live().get().digest_shown


def test_the_passport_is_photographed_in_the_form(open_context, enter, look, world):
    visit = actions.open_visit(
        world.centre, language="uk", reason="file", actor=Actor.for_user(world.helper)
    )
    page = open_context().new_page()
    enter(page, world.helper)
    go(page, "support_centre:person", visit.pk, language="en")
    page.locator("#id_number").fill("FE123456")
    page.locator("#id_method").select_option("photo")
    page.locator("form.form button[type=submit]").click()
    expect(page.locator("#id_photograph")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_number")).to_have_value("FE123456")
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        look(page, f"person-photo-{size['width']}")
