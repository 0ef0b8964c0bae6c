"""Every page of the support centre in every language and on both sizes: nothing wrong, or wide."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.centre.pages import GROUPS, Shown
from tests.browser.centre.places import Place
from tests.browser.centre.stage import Stage
from tests.browser.conftest import DESKTOP, PHONE, SCHEME
from tests.browser.test_pages import LANGUAGES

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture
def stage(db: None, settings: Any, tmp_path: Any) -> Stage:
    settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}
    return Stage()


@pytest.fixture
def stand(live_server: Any) -> Callable[[Page, Place], None]:
    """The browser has the session of the place, and no other."""

    def take(page: Page, place: Place) -> None:
        page.goto("about:blank")  # else an answer to the last page brings its cookie back
        page.context.clear_cookies()
        cookie = place.client.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None:
            page.context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )

    return take


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_is_for_everybody(
    group: str,
    stage: Stage,
    open_context: Callable[..., BrowserContext],
    stand: Callable[[Page, Place], None],
    axe: Callable[[Page], None],
    screenshot: Callable[[Page, str], Path],
    sideways: Callable[[Page], list[str]],
) -> None:
    page = open_context().new_page()
    for shown in GROUPS[group]:
        place = None if shown.each_language else shown.enter(stage)
        for language in LANGUAGES:
            at = place or shown.enter(stage, language)
            stand(page, at)
            go(page, shown, at, language)
            for size, viewport in SIZES.items():
                page.set_viewport_size(viewport)
                name = f"centre-{shown.id}-{language}-{size}"
                screenshot(page, name)
                assert sideways(page) == [], name
                if is_read_out(language, size):
                    axe(page)


def go(page: Page, shown: Shown, at: Place, language: str) -> None:
    with override(language):
        address = reverse(f"support_centre:{shown.name}", kwargs=at.arguments) + at.query
    page.emulate_media(color_scheme=SCHEME[language], reduced_motion="reduce")
    answer = page.goto(address)
    assert getattr(answer, "status", None) == shown.status, (shown.id, page.url)
    assert page.url.endswith(address), (shown.id, page.url)
    expect(page.locator("html")).to_have_attribute("lang", language)


def is_read_out(language: str, size: str) -> bool:
    """Every language on one size; in CI on the phone, and both directions on the desktop too."""
    if os.environ.get("POBYT_CI"):
        return size == "phone" or language in ("en", "ar")
    return (size == "phone") == (language == "ar")
