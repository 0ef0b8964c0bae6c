"""Making an account, signing in and out."""

import re

from django.core import mail
from playwright.sync_api import Page

from tests.browser.journeys.pages import go, named, submit
from tests.factories import PASSWORD

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


def sign_up(page: Page, email: str, *, language: str) -> None:
    """With an address, a password, and the code that comes by mail."""
    go(page, "account_signup", language=language)
    named(page, "email").fill(email)
    named(page, "password1").fill(PASSWORD)
    submit(page.locator("main form").first)
    named(page, "code").fill(code_for(email))
    submit(page.locator("main form").first)
    page.wait_for_url(f"**/{language}/home/")


def code_for(email: str) -> str:
    """The code in the newest message to an address."""
    message = [each for each in mail.outbox if each.to == [email]][-1]
    found = CODE.search(str(message.body))
    assert found, message.body
    return found[0]


def sign_out(page: Page) -> None:
    """By the menu of the person, at the head of every page."""
    page.locator(".site-header__tools details").last.locator("summary").click()
    page.locator('.site-header form[action$="/sign-out/"] button').click()
    page.wait_for_url(lambda url: "/home/" not in url and "/draft/" not in url)


def sign_in(page: Page, login: str, *, language: str) -> None:
    go(page, "account_login", language=language)
    named(page, "login").fill(login)
    named(page, "password").fill(PASSWORD)
    submit(page.locator("main form").first)
    page.wait_for_url(lambda url: "/sign-in/" not in url)
