"""Addresses and small gestures that every role needs."""

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Locator, Page, expect


def address(name: str, *args: object, language: str) -> str:
    with override(language):
        return reverse(name, args=args)


def go(page: Page, name: str, *args: object, language: str) -> None:
    """Open a page by its name; it must be there."""
    answer = page.goto(address(name, *args, language=language))
    assert answer is not None
    assert answer.status == 200, page.url


def submit(form: Locator) -> None:
    """Press the main button of a form: the last one that has no name of its own."""
    own = ":not([name]):not([form]):not([tabindex='-1'])"
    form.locator(f"button[type=submit]{own}").last.click()


def named(page: Page, name: str) -> Locator:
    return page.locator(f'[name="{name}"]')


def written_in(page: Page, language: str) -> None:
    """The page speaks the language, and runs in its direction."""
    root = page.locator("html")
    expect(root).to_have_attribute("lang", language)
    expect(root).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
