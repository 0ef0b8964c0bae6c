"""Applying in a real browser: saved while one writes, files sent one by one, nothing lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.actor import Actor
from applicants import actions
from applicants.models import Draft
from permits.models import PermitType
from tests import catalogue
from tests.applicants.filling import ZONE, complete_answers, photo
from tests.factories import Cast

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[..., None]
Screenshot = Callable[[Page, str], Path]


def page_of(name: str, *args: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"applicants:{name}", args=args)


@pytest.fixture
def draft(cast: Cast) -> Draft:
    catalogue.load()
    permit = PermitType.objects.get(pack="cz", code="EMP")
    oksana = Actor.for_user(cast.oksana)
    return actions.begin(
        permit, person=cast.oksana.person, actor=oksana, place="office", language="en"
    )


def remove(card: Locator) -> None:
    """Take the only file away: it is asked for once more."""
    card.locator(".file-row summary").click()
    card.get_by_role("button", name="Remove").click()


def test_a_page_saves_itself_and_shows_what_is_asked(
    draft: Draft, cast: Cast, phone: Page, enter: Enter
) -> None:
    enter(phone, cast.oksana)
    phone.goto(page_of("section", draft.pk, "background"))
    employer = phone.get_by_label("Name of the organisation")
    expect(employer).to_be_hidden()
    phone.get_by_label("Yes", exact=True).check()
    expect(employer).to_be_visible()
    employer.fill("Řemesla")
    with phone.expect_response(lambda answer: "welder" in (answer.request.post_data or "")):
        phone.get_by_label("Your occupation").fill("welder")
        phone.get_by_label("Your occupation").blur()
    expect(phone.locator("#saved")).to_contain_text("Saved")
    phone.reload()
    expect(phone.get_by_label("Name of the organisation")).to_have_value("Řemesla")
    expect(phone.get_by_label("Your occupation")).to_have_value("welder")


def test_a_yes_opens_its_list_with_an_entry_and_more_come_in_place(
    draft: Draft, cast: Cast, desktop: Page, enter: Enter, axe: Callable[[Page], None]
) -> None:
    enter(desktop, cast.oksana)
    desktop.goto(page_of("section", draft.pk, "stay"))
    stays = desktop.locator("[data-group=earlier_stays]")
    reasons = stays.get_by_label("Reason and place")
    yes = desktop.locator("[name=stayed_before][value=yes]")
    expect(stays).to_be_hidden()
    yes.check()
    expect(stays).to_be_visible()
    expect(yes).to_be_focused()
    desktop.keyboard.press("Tab")
    expect(stays.get_by_label("From")).to_be_focused()
    reasons.fill("study, Brno")
    desktop.evaluate("window.samePage = true")
    stays.get_by_role("button", name="Add another stay").press("Enter")
    expect(stays.locator("[data-entry]")).to_have_count(2)
    expect(stays.get_by_label("From").nth(1)).to_be_focused()
    expect(stays.get_by_role("status")).to_have_text("An empty entry is added.")
    expect(reasons.first).to_have_value("study, Brno")
    reasons.nth(1).fill("work, Plzeň")
    axe(desktop)
    stays.get_by_role("button", name="Remove this entry").first.click()
    expect(stays.locator("[data-entry]")).to_have_count(1)
    expect(stays.get_by_role("status")).to_have_text("The entry is removed.")
    expect(stays.get_by_role("button", name="Remove this entry")).to_be_focused()
    expect(reasons).to_have_value("work, Plzeň")
    assert desktop.evaluate("window.samePage"), "the page was not loaded anew"
    desktop.reload()
    expect(reasons).to_have_value("work, Plzeň")


def test_what_was_typed_before_the_script_came_is_saved(
    draft: Draft, cast: Cast, phone: Page, enter: Enter
) -> None:
    """On a slow line the page is there first."""
    held: list[Any] = []
    phone.route("**/applicants/sender.js", lambda route: held.append(route))
    enter(phone, cast.oksana)
    phone.goto(page_of("section", draft.pk, "background"), wait_until="commit")
    phone.get_by_label("Your occupation").fill("baker")
    phone.wait_for_timeout(100)
    with phone.expect_response(lambda answer: "baker" in (answer.request.post_data or "")):
        held[0].continue_()


def test_a_list_opens_and_grows_without_a_script(
    draft: Draft, cast: Cast, open_context: Callable[..., BrowserContext], enter: Enter
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    enter(page, cast.oksana)
    page.goto(page_of("section", draft.pk, "stay"))
    stays = page.locator("[data-group=earlier_stays]")
    page.locator("[name=stayed_before][value=yes]").check()
    page.get_by_role("button", name="Continue").click()
    expect(stays.locator("[data-entry]")).to_have_count(1)
    stays.get_by_label("Reason and place").fill("study, Brno")
    stays.get_by_role("button", name="Add another stay").click()
    expect(stays.locator("[data-entry]")).to_have_count(2)
    expect(stays.get_by_label("Reason and place").first).to_have_value("study, Brno")


def test_a_pasted_zone_fills_in_the_passport(
    draft: Draft, cast: Cast, phone: Page, enter: Enter
) -> None:
    enter(phone, cast.oksana)
    phone.goto(page_of("section", draft.pk, "passport"))
    phone.get_by_label("Lines at the foot of the passport page").fill(ZONE)
    phone.get_by_label("Document number").focus()
    expect(phone.get_by_label("Valid until")).to_have_value("30/6/2029")
    expect(phone.get_by_label("Issuing state")).to_have_value("UTO")
    expect(phone.get_by_label("Document number")).to_have_value("UT1234500")
    expect(phone.locator("[data-read]")).to_contain_text("Issuing state, Valid until, Sex")
    phone.get_by_role("button", name="Continue").click()
    phone.wait_for_url("**/form/person/")


def test_what_was_kept_is_sent_after_signing_in_on_another_page(
    draft: Draft, cast: Cast, phone: Page, enter: Enter
) -> None:
    enter(phone, cast.oksana)
    phone.goto(page_of("section", draft.pk, "contact"))
    cookies = {cookie["name"]: cookie for cookie in phone.context.cookies()}
    phone.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    phone.get_by_label("Anything else that the office should know").fill("Дякую!")
    phone.get_by_role("button", name="Continue").click()
    again = phone.get_by_role("button", name="Send again")
    expect(again).to_be_visible()
    renewed = {**cookies["csrftoken"], "value": "n" * 32}
    phone.context.add_cookies([renewed])  # type: ignore[list-item]
    enter(phone, cast.oksana)
    again.click()
    phone.wait_for_url("**/documents/")
    draft.refresh_from_db()
    assert draft.answers["contact"]["notes"] == "Дякую!"


def test_what_was_typed_survives_a_lapsed_sign_in(
    draft: Draft, cast: Cast, phone: Page, enter: Enter
) -> None:
    enter(phone, cast.oksana)
    phone.goto(page_of("section", draft.pk, "contact"))
    csrf = [c for c in phone.context.cookies() if c["name"] == "csrftoken"]
    phone.context.clear_cookies()
    phone.context.add_cookies(csrf)  # type: ignore[arg-type]
    notes = phone.get_by_label("Anything else that the office should know")
    notes.fill("Прошу подзвонити після шостої.")
    notes.blur()
    expect(phone.locator("#saved")).to_contain_text("You have been signed out")
    enter(phone, cast.oksana)
    phone.evaluate("dispatchEvent(new Event('focus'))")
    expect(phone.locator("#saved")).to_contain_text("Saved")
    draft.refresh_from_db()
    assert draft.answers["contact"]["notes"] == "Прошу подзвонити після шостої."


def test_another_language_keeps_the_page_and_what_was_typed(
    draft: Draft, cast: Cast, desktop: Page, enter: Enter
) -> None:
    enter(desktop, cast.oksana)
    desktop.goto(page_of("section", draft.pk, "contact"))
    desktop.get_by_label("Anything else that the office should know").fill("Дякую!")
    desktop.locator("[data-menu] > summary", has_text="English").click()
    desktop.get_by_role("button", name="Čeština").click()
    desktop.wait_for_url("**/cs/draft/**/form/contact/")
    expect(desktop.locator("textarea[name=notes]")).to_have_value("Дякую!")


def test_files_are_sent_one_by_one_and_a_bad_one_leaves_the_rest(
    draft: Draft, cast: Cast, desktop: Page, enter: Enter, tmp_path: Path
) -> None:
    enter(desktop, cast.oksana)
    desktop.goto(page_of("documents", draft.pk))
    card = desktop.locator("[data-card=PASSPORT]")
    good, bad = tmp_path / "passport.jpg", tmp_path / "notes.txt"
    good.write_bytes(photo())
    bad.write_text("not a picture")
    card.locator("form[data-drop] input[multiple]").set_input_files([good, bad])
    expect(card.locator('[data-state="stored"]')).to_have_count(1)
    expect(card.locator('[data-state="refused"]')).to_contain_text("not a JPEG, PNG or PDF")
    card.get_by_role("button", name="Close").click()
    expect(card.locator('[data-state="refused"]')).to_have_count(0)
    remove(card)
    expect(card.locator('[data-state="stored"]')).to_have_count(0)


def test_a_file_is_replaced_in_its_place_and_what_is_missing_follows(
    draft: Draft, cast: Cast, desktop: Page, enter: Enter, tmp_path: Path
) -> None:
    enter(desktop, cast.oksana)
    desktop.goto(page_of("documents", draft.pk))
    card, missing = desktop.locator("[data-card=PASSPORT]"), desktop.locator("[data-part=missing]")
    for name in ("first.jpg", "second.jpg"):
        (tmp_path / name).write_bytes(photo())
    card.locator("form[data-drop] input[multiple]").set_input_files(tmp_path / "first.jpg")
    expect(card.locator('[data-state="stored"]')).to_contain_text("first.jpg")
    expect(missing).not_to_contain_text("Travel document")
    card.get_by_label("Replace first.jpg").set_input_files(tmp_path / "second.jpg")
    expect(card.locator('[data-state="stored"]')).to_contain_text("second.jpg")
    expect(card.locator('[data-state="stored"]')).to_have_count(1)
    remove(card)
    expect(missing).to_contain_text("Travel document")
    expect(card.get_by_role("status")).to_have_text("second.jpg is removed.")
    expect(card.get_by_label("Choose files")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_an_application_is_usable_on_a_phone(
    draft: Draft,
    cast: Cast,
    phone: Page,
    enter: Enter,
    axe: Callable[[Page], None],
    sideways: Callable[[Page], list[str]],
    screenshot: Screenshot,
    language: str,
) -> None:
    enter(phone, cast.oksana)
    draft.answers = complete_answers("EMP")
    draft.answers["person"]["birth_date"] = "31.2.1990"
    draft.save()
    pages = [
        ("new", "EMP"),
        ("section", draft.pk, "person"),
        ("section", draft.pk, "family"),
        ("documents", draft.pk),
        ("review", draft.pk),
    ]
    for name, *args in pages:
        phone.goto(page_of(name, *args, language=language))
        screenshot(phone, f"applying-{language}-{name}-{str(args[-1])[:10]}")
        assert sideways(phone) == []
        axe(phone)
