"""Where help is given, and which languages are spoken there."""

import pytest
from playwright.sync_api import expect

from accounts.actor import Actor
from support_centre import actions
from support_centre.models import Centre, Interpreter, Room
from tests import catalogue
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def centre(cast) -> Centre:
    """A desk with two languages and two rooms, open all week, beside the centres of the pack."""
    catalogue.load()
    found = Centre.objects.create(
        pack="cz",
        code="KPC",
        name={"en": "Centre on the Square"},
        address="Dlouhá 1, Praha",
        phone="+420 000 000 303",
        hours="Mo,Tu,We,Th,Fr,Sa,Su 00:00-23:59",
        services=["filing", "legal"],
        latitude=50.08,
        longitude=14.43,
    )
    Interpreter.objects.create(centre=found, language="ar", how="on_site", hours="Mo 08:00-09:00")
    helper = Actor.for_user(cast.helper)
    actions.speak(["uk", "cs"], actor=helper)
    actions.arrive(found, actor=helper)
    for number, name in enumerate(
        ({"en": "Hall", "ar": "القاعة"}, {"en": "Room 2", "ar": "الغرفة 2"})
    ):
        room = Room.objects.create(
            centre=found, code=str(number), name=name, private=number > 0, step_free=True
        )
        for language in ("ar", "uk"):
            actions.open_visit(
                found,
                language=language,
                reason="file",
                room=room,
                actor=helper,
                serve_now=not number,
            )
    return found


def test_a_visitor_narrows_the_list_to_a_language_and_back(open_context, centre):
    page = open_context(viewport=PHONE).new_page()
    page.goto("/en/")
    page.get_by_role("link", name="Find a centre").click()
    centres = page.locator(".centre-list > li")
    everything = Centre.objects.filter(practice=False).count()
    expect(centres).to_have_count(everything)
    page.get_by_role("link", name="Ukrainian", exact=True).click()
    expect(centres).to_have_count(1)
    page.get_by_role("link", name="Ukrainian", exact=True).click()
    expect(centres).to_have_count(everything)
    page.get_by_role("link", name="Centre on the Square").click()
    expect(page.locator("main")).to_contain_text("Staff speak")


def test_a_member_of_staff_sets_languages_by_keyboard(open_context, enter, cast, centre):
    page = open_context().new_page()
    enter(page, cast.helper)
    page.goto("/en/centre/desk/")
    page.get_by_role("link", name="Change my languages").press("Enter")
    box = page.get_by_role("checkbox", name="Mongolian")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    page.wait_for_url("**/centre/desk/")
    expect(page.locator(".colleagues")).to_contain_text("Mongolian")
