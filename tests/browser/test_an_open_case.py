"""The applicant's open page of a case: what it says of the last action goes when that is past."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.actions import withdraw
from cases.letters.rendering import render_letter
from cases.models import Letter
from tests.browser.conftest import PHONE
from tests.browser.journeys.following import SOON
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_message_of_an_answer_goes_when_the_case_has_moved_on(
    open_context, enter, world: World
) -> None:
    asked = world.request
    page: Page = open_context(viewport=PHONE).new_page()
    enter(page, world.oksana)
    page.goto(reverse("applicants:request", args=[asked.case_id, asked.pk]))
    page.get_by_label("Your answer").fill("Ось.")
    page.get_by_role("button", name="Send the answer").click()
    told, letters = page.locator(".messages"), page.locator("#now a[href*='/letter/']")
    expect(told).to_be_visible()
    before = letters.count()
    render_letter(Letter.objects.get(kind=Letter.Kind.RECEIPT, case=asked.case_id).pk)
    expect(letters).to_have_count(before + 1, timeout=SOON)
    expect(told).to_be_visible()
    withdraw(world.case, actor=world.applicant)
    expect(page.locator('.turn[data-end="calm"]')).to_be_visible(timeout=SOON)
    expect(told).to_have_count(0)
