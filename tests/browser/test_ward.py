"""What a parent reads of a child who comes of age: until when they act, and afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from accounts.actor import Actor
from accounts.models import Guardianship
from applicants.actions import begin, come_of_age, warn_of_age
from postbox.models import Message
from tests.browser.test_pages import LANGUAGES, PHONE

pytestmark = pytest.mark.django_db(transaction=True)

AGAIN = "() => { const wait = setTimeout; window.setTimeout = (f, t) => wait(f, Math.min(t, 50)); }"
"""What the page would do after some seconds it does at once."""


def test_a_parent_reads_when_it_ends_and_that_it_ended(
    open_context, enter, axe, screenshot, sideways, cast
) -> None:
    child = cast.yusuf
    page = open_context(viewport=PHONE).new_page()
    enter(page, cast.amira)

    def looked_at(name: str, *args: object) -> str:
        for language in LANGUAGES:
            with override(language):
                page.goto(reverse(name, args=args))
            screenshot(page, f"ward-{name.replace(':', '-')}-{len(seen)}-{language}-phone")
            assert sideways(page) == []
            axe(page)
        seen.append(name)
        return str(page.locator("main").inner_text())

    seen: list[str] = []
    rows = Guardianship.objects.filter(ward=child)
    rows.update(comes_of_age_at=timezone.now() + timedelta(days=30))
    warn_of_age(child)
    assert "Yusuf" in looked_at("accounts:settings")
    told = Message.objects.filter(person=cast.amira.person)
    assert "Yusuf" in looked_at("postbox:message", told.latest("sent_at").pk)
    rows.update(comes_of_age_at=timezone.now())
    come_of_age(child)
    assert "Yusuf" not in looked_at("accounts:settings")
    assert "Yusuf" in looked_at("postbox:message", told.latest("sent_at").pk)


@pytest.mark.parametrize("status", [404, 410])
def test_a_form_that_is_open_past_the_day_says_so_and_sends_nothing_again_by_itself(
    phone, enter, world, screenshot, status
) -> None:
    """What was typed stays on the page, which its own button does not leave either."""
    child = world.yusuf
    acting = Actor.for_user(world.amira)
    draft = begin(world.permit, person=child, actor=acting, place="office", language="en")
    enter(phone, world.amira)
    phone.goto(reverse("applicants:section", args=[draft.pk, "person"]))
    save = reverse("applicants:autosave", args=[draft.pk, "person"])
    if status == 410:
        phone.route(f"**{save}", lambda route: route.fulfill(status=410))
    else:
        Guardianship.objects.filter(ward=child).update(comes_of_age_at=timezone.now())
    phone.evaluate(AGAIN)
    sent = []
    phone.on("request", lambda request: sent.append(request.url) if save in request.url else None)
    field = phone.get_by_label("Place of birth")
    field.fill("Aleppo")
    field.blur()
    expect(phone.locator("#saved")).to_contain_text("This can no longer be saved here")
    screenshot(phone, f"ward-form-over-{status}-phone")
    phone.wait_for_timeout(500)  # what is left is sent once more: an act of the person
    before = len(sent)
    phone.wait_for_timeout(1000)
    assert len(sent) == before
    address = phone.url
    phone.get_by_role("button", name="Save and leave").click()
    expect(phone.locator("#saved")).to_contain_text("This can no longer be saved here")
    expect(field).to_have_value("Aleppo")
    assert phone.url == address
