"""After a long cut nothing that was typed is lost: it is kept, or it stays on the page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from applicants.models import ChangeDraft, Reply
from support_centre.models import AssistedSession
from tests.browser.conftest import PHONE
from tests.browser.journeys.looking import Look
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "Полтава над Ворсклою"
BEAT = "htmx.ajax('POST', document.querySelector('.acting').getAttribute('hx-post'), '.acting')"


def saved(page: Page) -> Locator:
    return page.locator("#saved")


def after_a_long_cut(context: BrowserContext, field: Locator) -> None:
    """Forty minutes without a line, in the middle of a word."""
    context.set_offline(True)
    field.fill(TYPED)
    field.blur()
    expect(saved(field.page)).to_contain_text("No connection")
    gone = timezone.now() - timedelta(minutes=40)
    AssistedSession.objects.update(acted_at=gone, beat_at=gone)
    context.set_offline(False)


def stays(page: Page, field: Locator) -> None:
    """The page says why it no longer saves and leaves neither by itself nor by its buttons."""
    note = page.get_by_role("alert")
    expect(note).to_contain_text("Nothing is saved here any more")
    expect(note).to_contain_text("The line was cut for too long.")
    address = page.url
    page.evaluate(BEAT)
    page.get_by_role("button", name="Save and leave").click()
    expect(note).to_be_visible()
    expect(field).to_have_value(TYPED)
    assert page.url == address


def acts_anew(context: BrowserContext, page: Page) -> None:
    with context.expect_page() as opened:
        page.get_by_role("link", name="Act for the person again").click()
    again = opened.value
    again.get_by_role("button", name="Act for this person").first.click()
    expect(again.get_by_text("You act for", exact=False).first).to_be_visible()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(saved(page)).to_contain_text("Saved")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_page_of_the_form_keeps_what_was_typed_and_sends_it_when_the_helper_acts_anew(
    world: World, open_context: Callable[..., Any], acting: Callable[..., Page], look: Look
) -> None:
    draft = world.new_draft()
    context = open_context(line_is_cut=True)
    page = acting(context.new_page())
    page.goto(reverse("applicants:section", args=[draft.pk, "person"]))
    field = page.get_by_label("Place of birth")
    after_a_long_cut(context, field)
    stays(page, field)
    look(page, "ended")
    page.set_viewport_size(PHONE)
    look(page, "ended-phone")
    draft.refresh_from_db()
    assert draft.answers["person"]["birth_place"] != TYPED
    acts_anew(context, page)
    draft.refresh_from_db()
    assert draft.answers["person"]["birth_place"] == TYPED


def test_so_does_an_answer_to_the_office(
    world: World, open_context: Callable[..., Any], acting: Callable[..., Page], look: Look
) -> None:
    asked = world.request
    context = open_context(line_is_cut=True)
    page = acting(context.new_page())
    page.goto(reverse("applicants:request", args=[asked.case_id, asked.pk]))
    field = page.get_by_label("Your answer")
    after_a_long_cut(context, field)
    stays(page, field)
    look(page, "ended-answer")
    assert TYPED not in [row.text for row in Reply.objects.filter(request=asked)]
    acts_anew(context, page)
    assert Reply.objects.get(request=asked).text == TYPED
    page.get_by_role("button", name="Save and leave").click()
    expect(page.get_by_text("Your answer is saved. It is not sent yet.")).to_be_visible()


def test_so_does_a_message_to_the_office(
    world: World, open_context: Callable[..., Any], acting: Callable[..., Page], look: Look
) -> None:
    world.mandate = world.new_mandate("change", "explain")
    context = open_context(line_is_cut=True)
    page = acting(context.new_page())
    page.goto(reverse("applicants:change", args=[world.case.pk, "OTHER"]))
    field = page.locator("textarea").first
    after_a_long_cut(context, field)
    stays(page, field)
    look(page, "ended-change")
    written = ChangeDraft.objects.filter(case=world.case)
    assert not any(TYPED in str(row.answers) for row in written)
    acts_anew(context, page)
    assert TYPED in str(written.get().answers)


def test_an_answer_is_sent_once_more_when_the_line_is_back(
    world: World, open_context: Callable[..., Any], enter: Callable[..., None]
) -> None:
    asked = world.request
    context = open_context(line_is_cut=True, viewport=PHONE)
    page = context.new_page()
    enter(page, world.oksana)
    page.goto(reverse("applicants:request", args=[asked.case_id, asked.pk]))
    context.set_offline(True)
    field = page.get_by_label("Your answer")
    field.fill(TYPED)
    field.blur()
    expect(saved(page)).to_contain_text("No connection")
    context.set_offline(False)
    expect(saved(page)).to_contain_text("Saved")
    assert Reply.objects.get(request=asked).text == TYPED
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Your answer is sent. The office has it now.")).to_be_visible()
    assert asked.answers.get().text == TYPED


def test_a_portal_that_answers_without_saving_is_no_cut_line(
    world: World, phone: Page, enter: Callable[..., None]
) -> None:
    draft = world.new_draft()
    enter(phone, world.oksana)
    phone.goto(reverse("applicants:section", args=[draft.pk, "person"]))
    save = "**" + reverse("applicants:autosave", args=[draft.pk, "person"])
    phone.route(save, lambda route: route.fulfill(status=429))
    field = phone.get_by_label("Place of birth")
    field.fill(TYPED)
    field.blur()
    expect(saved(phone)).to_contain_text("The portal answers, but it cannot save this now.")
    phone.unroute(save)
    phone.evaluate("dispatchEvent(new Event('focus'))")
    expect(saved(phone)).to_contain_text("Saved")


def test_what_is_typed_last_goes_with_the_answer(
    world: World, phone: Page, enter: Callable[..., None]
) -> None:
    asked = world.request
    enter(phone, world.oksana)
    phone.goto(reverse("applicants:request", args=[asked.case_id, asked.pk]))
    phone.get_by_label("Your answer").fill(TYPED)
    phone.get_by_role("button", name="Send the answer").click()
    expect(phone.get_by_text("Your answer is sent. The office has it now.")).to_be_visible()
    assert asked.answers.get().text == TYPED
    assert not Reply.objects.unsent().exists()
