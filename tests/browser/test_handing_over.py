"""A case goes home: slip at the desk, claim on a telephone, letters on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.actor import Actor
from cases.letters.rendering import render_letter
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.journeys.looking import Look
from tests.factories import PASSWORD
from tests.support_centre.visitor import BORN, filed_for
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_desk_to_the_telephone(
    desktop: Page,
    open_context: Callable[..., BrowserContext],
    enter: Callable[..., None],
    look: Look,
    world: World,
):
    _ = world.centre
    visitor = filed_for(world, Actor.for_user(world.helper))
    enter(desktop, world.helper)
    desktop.goto(f"/en/centre/visit/{visitor.visit.pk}/slip/")
    desktop.get_by_role("button", name="Make the slip").click()
    code = desktop.locator(".slip .code").inner_text()

    phone = open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    phone.goto("/en/centre/claim/")
    phone.get_by_label("Code").fill("1111 1111")
    phone.get_by_label("Date of birth").fill(BORN)
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_text("This does not fit together")).to_be_visible()
    expect(phone.get_by_label("Date of birth")).to_have_value(BORN)
    look(phone, "wrong")
    phone.get_by_label("Code").fill(code)
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_role("heading", name="Make your sign-in")).to_be_visible()
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Make my account").click()
    expect(phone.get_by_role("heading", name="It is yours now")).to_be_visible()
    phone.get_by_role("link", name="See my case").click()
    expect(phone.get_by_text(visitor.case.number).first).to_be_visible()

    desktop.goto("/en/centre/desk/")
    expect(desktop.get_by_text("The person has an account now")).to_be_visible()
    look(desktop, "desk")


def test_letters_on_paper(
    desktop: Page,
    open_context: Callable[..., BrowserContext],
    enter: Callable[..., None],
    look: Look,
    world: World,
):
    _ = world.centre
    enter(desktop, world.helper)
    desktop.goto("/en/centre/post/")
    look(desktop, "nothing")
    visitor = filed_for(world, Actor.for_user(world.helper))
    render_letter(visitor.case.letters.get().pk)
    desktop.reload()
    desktop.get_by_role("link", name="It is posted").click()
    desktop.get_by_label("Number of the registered letter").fill("RR 123 456 785 CZ")
    desktop.get_by_role("button", name="Record it").click()
    expect(desktop.get_by_text("RR 123 456 785 CZ")).to_be_visible()
    for name in ("It waits at the post office", "It came back"):
        desktop.get_by_role("link", name=name).click()
        look(desktop, name)
        if name == "It came back":
            desktop.get_by_label("The addressee is unknown at this address").check()
        desktop.get_by_role("button", name="Record it").click()
        expect(desktop.get_by_role("heading", name="Print and post")).to_be_visible()
        look(desktop, f"after {name}")
    officer = open_context(viewport=DESKTOP).new_page()
    enter(officer, world.novotna)
    officer.goto(f"/en/office/cases/{visitor.case.pk}/")
    look(officer, "came back")
    desktop.goto("/en/centre/post/")
    desktop.get_by_role("link", name="It is posted again").click()
    desktop.get_by_role("button", name="Record it").click()
    desktop.get_by_role("link", name="It is delivered").click()
    desktop.get_by_role("button", name="Record it").click()
    expect(desktop.get_by_role("heading", name="Delivered lately")).to_be_visible()
