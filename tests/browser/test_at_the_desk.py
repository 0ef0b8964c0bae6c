"""At the desk: the visitor's screen follows, the line may be cut, pages are photographed."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from applicants.models import Draft
from documents.models import Document
from support_centre.models import AssistedSession
from tests.browser.conftest import CHROMIUM, DESKTOP, PHONE, SCHEME
from tests.browser.journeys.looking import Look
from tests.world import PERMIT, World

pytestmark = pytest.mark.django_db(transaction=True)

FAKE_CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


def picture(colour: str, size: tuple[int, int] = (900, 1200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def draft(world: World, settings: Any, tmp_path: Path) -> Draft:
    settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}
    return world.new_draft()


@pytest.fixture
def screen(desktop: Page) -> Callable[[], Page]:
    """The second window of the helper's browser, opened from the banner."""

    def opened() -> Page:
        with desktop.expect_popup() as popup:
            desktop.get_by_role("link", name="Visitor’s screen").click()
        return popup.value

    return opened


def test_the_visitors_screen_follows_what_is_asked_and_written(
    draft: Draft, desktop: Page, acting: Callable[..., Page], screen: Callable[[], Page], look: Look
) -> None:
    acting(desktop).goto(f"/en/draft/{draft.pk}/form/person/")
    turned = screen()
    expect(turned.get_by_role("heading", name="Про вас")).to_be_visible()
    place = desktop.get_by_label("Place of birth")
    place.focus()
    expect(turned.locator(".turned__asked")).to_contain_text("Місце народження")
    place.fill("Полтава над Ворсклою")
    expect(turned.locator(".turned__value")).to_have_text("Полтава над Ворсклою")
    size = turned.locator(".turned__written dd").first.evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    assert size >= 24
    assert turned.locator("a, button, input, form").count() == 0
    look(turned, "turned")
    desktop.bring_to_front()
    look(desktop, "two-languages")
    desktop.get_by_role("button", name="End", exact=True).click()
    turned.bring_to_front()
    expect(turned.locator(".turned__calm")).to_be_visible()
    expect(turned.locator("body")).not_to_contain_text("Полтава")


def test_from_right_to_left_and_on_a_narrow_screen(
    draft: Draft, desktop: Page, acting: Callable[..., Page], screen: Callable[[], Page], look: Look
) -> None:
    acting(desktop, "ar").goto(f"/en/draft/{draft.pk}/form/person/")
    turned = screen()
    turned.set_viewport_size(PHONE)
    desktop.get_by_label("Female").focus()
    expect(turned.locator("html")).to_have_attribute("dir", "rtl")
    expect(turned.locator(".turned__choices li[data-chosen]")).to_have_count(1)
    look(turned, "turned-ar")


def test_once_the_line_is_cut_for_long_nothing_stays_on_the_visitors_screen(
    draft: Draft,
    open_context: Callable[..., BrowserContext],
    acting: Callable[..., Page],
) -> None:
    context = open_context(line_is_cut=True)
    desk = acting(context.new_page())
    desk.goto(f"/en/draft/{draft.pk}/form/person/")
    turned = context.new_page()
    turned.clock.install()
    turned.goto("/en/centre/turned/")
    expect(turned.locator(".turned__written")).to_be_visible()
    context.set_offline(True)
    turned.clock.run_for(30_000)
    expect(turned.locator(".turned__written")).to_have_count(0)
    context.set_offline(False)
    turned.clock.run_for(3_000)
    expect(turned.locator(".turned__written")).to_be_visible()


def test_the_line_is_cut_at_the_desk_and_nothing_is_lost(
    draft: Draft, open_context: Callable[..., BrowserContext], acting: Callable[..., Page]
) -> None:
    context = open_context(line_is_cut=True)
    desk = acting(context.new_page())
    desk.goto(f"/en/draft/{draft.pk}/form/person/")
    context.set_offline(True)
    place = desk.get_by_label("Place of birth")
    place.fill("Полтава над Ворсклою")
    place.blur()
    expect(desk.locator("#saved")).to_contain_text("No connection")
    expect(place).to_have_value("Полтава над Ворсклою")
    context.set_offline(False)
    expect(desk.locator("#saved")).to_contain_text("Saved")
    draft.refresh_from_db()
    assert draft.answers["person"]["birth_place"] == "Полтава над Ворсклою"
    assert AssistedSession.objects.get().ended_at is None


@pytest.fixture
def with_camera(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A browser with a camera that shows a test picture and may be used."""
    other = browser.browser_type.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", *FAKE_CAMERA]
    )
    context = other.new_context(base_url=live_server.url, viewport=DESKTOP, locale="en-GB")
    context.set_default_timeout(10_000)
    yield context.new_page()
    other.close()


def open_pages(page: Page, draft: Draft) -> Any:
    page.goto(f"/en/draft/{draft.pk}/documents/")
    page.get_by_role("button", name="Photograph pages").first.click()
    return page.locator("dialog[data-pages]")


def test_pages_are_photographed_one_after_another_and_sent_as_one_document(
    draft: Draft, with_camera: Page, acting: Callable[..., Page], look: Look
) -> None:
    page = acting(with_camera)
    dialog = open_pages(page, draft)
    take = dialog.get_by_role("button", name="Take this page")
    expect(take).to_be_visible()
    page.wait_for_function("document.querySelector('[data-video]').videoWidth > 0")
    for number in (1, 2, 3):
        take.click()
        expect(dialog.locator("[data-list] > li")).to_have_count(number)
    dialog.get_by_role("button", name="Turn (2)").click()
    expect(dialog.locator("[data-list] > li").nth(1).locator("canvas")).to_have_js_property(
        "height", 160
    )
    dialog.get_by_role("button", name="Later (2)").click()
    expect(dialog.locator("[role=status]")).to_have_text("This is page 3 now.")
    dialog.get_by_role("button", name="Remove (1)").click()
    look(page, "pages")
    dialog.get_by_role("button", name="Send as one document").click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".file-row").first).to_contain_text("2 pages")
    document = Document.objects.get(kind="upload")
    assert (document.media_type, document.pages) == ("application/pdf", 2)
    assert document.person_id == draft.person_id


def test_without_a_camera_the_pictures_of_a_scanner_are_joined(
    draft: Draft, desktop: Page, acting: Callable[..., Page]
) -> None:
    dialog = open_pages(acting(desktop), draft)
    expect(dialog.get_by_text("No camera can be used here")).to_be_visible()
    expect(dialog.get_by_role("button", name="Take this page")).to_be_hidden()
    dialog.get_by_label("Add pictures from a scanner or a file").set_input_files(
        [
            {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture("red")},
            {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": picture("blue", (1200, 900))},
            {"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"no picture at all"},
        ]
    )
    expect(dialog.locator("[role=status]")).to_have_text("This is not a picture: notes.jpg")
    desktop.keyboard.press("Escape")
    sure = dialog.get_by_role("dialog", name="Throw these pages away?")
    sure.get_by_role("button", name="Go on").click()
    expect(dialog.locator("[data-list] > li")).to_have_count(2)
    dialog.get_by_role("button", name="Send as one document").click()
    expect(desktop.locator(".file-row").first).to_contain_text("2 pages")


def test_the_camera_is_allowed_on_this_page_and_in_a_session_alone(
    draft: Draft,
    desktop: Page,
    phone: Page,
    world: World,
    enter: Callable[..., None],
    acting: Callable[..., Page],
) -> None:
    def policy(page: Page, address: str) -> str:
        answer = page.goto(address)
        assert answer is not None
        return answer.headers["permissions-policy"]

    papers = f"/en/draft/{draft.pk}/documents/"
    acting(desktop)
    assert "camera=(self)" in policy(desktop, papers)
    assert "camera=()" in policy(desktop, f"/en/draft/{draft.pk}/review/")
    enter(phone, world.oksana)
    assert "camera=()" in policy(phone, papers)
    assert phone.get_by_role("button", name="Photograph pages").count() == 0


def test_beginning_and_answering_speak_to_both(
    draft: Draft, desktop: Page, acting: Callable[..., Page], look: Look, world: World
) -> None:
    asked = world.request
    page = acting(desktop)
    begin, answer = f"/apply/{PERMIT}/", f"/case/{asked.case_id}/request/{asked.pk}/"
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for language in ("en", "ar"):
            page.emulate_media(color_scheme=SCHEME[language], reduced_motion="reduce")
            for name, address in (("begin", begin), ("answer", answer)):
                page.goto(f"/{language}{address}")
                expect(page.locator("h1 .beside")).to_be_visible()
                look(page, f"both-{name}-{language}-{size['width']}")
    page.goto(f"/en{begin}")
    page.get_by_label("For my child").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".ds-error-summary .beside:last-child").first).to_be_visible()
    look(page, "both-begin-wrong")
