"""What says no is for everybody too: refused forms, files and sign-ins, requests that are over."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from audit import guards
from cases.actions import discontinue
from cases.models.requests import Request
from tests.browser.conftest import SCHEME
from tests.browser.journeys.looking import Look
from tests.browser.journeys.pages import address, go, named, submit, written_in
from tests.world import World

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize(
        "language",
        ["en", "ar", "cs", "uk", "vi"] if os.environ.get("POBYT_CI") else ["en", "ar"],
    ),
]


@pytest.fixture
def refused(phone: Page, look: Look, language: str) -> Callable[[str], None]:
    """The page says what is wrong, in its language, in a way that everybody gets."""

    def check(name: str) -> None:
        phone.emulate_media(color_scheme=SCHEME[language], reduced_motion="reduce")
        written_in(phone, language)
        look(phone, f"{name}-{language}")

    return check


def test_a_sign_in(
    phone: Page, world: World, language: str, refused: Callable[[str], None]
) -> None:
    _ = world.oksana
    go(phone, "account_login", language=language)
    named(phone, "login").fill("oksana")
    named(phone, "password").fill("not this")
    submit(phone.locator("main form").first)
    expect(phone.locator("[data-takes-focus]")).to_be_focused()
    refused("sign-in")


def test_a_new_account(phone: Page, db: Any, language: str, refused: Callable[[str], None]) -> None:
    go(phone, "account_signup", language=language)
    named(phone, "email").fill("somebody@example.org")
    named(phone, "password1").fill("short")
    submit(phone.locator("main form").first)
    expect(phone.locator("[data-takes-focus]")).to_be_focused()
    refused("sign-up")


def test_a_page_of_the_form(
    phone: Page,
    world: World,
    language: str,
    enter: Callable[..., None],
    refused: Callable[[str], None],
) -> None:
    draft = world.new_draft()
    draft.answers["person"]["birth_date"] = "31.2.1990"
    draft.answers["person"]["name"]["family"] = "Шевченко"
    draft.save()
    enter(phone, world.oksana)
    go(phone, "applicants:section", draft.pk, "person", language=language)
    submit(phone.locator("form[data-autosave]"))
    expect(phone.locator("[data-takes-focus]")).to_be_focused()
    expect(named(phone, "birth_date")).to_have_attribute("aria-invalid", "true")
    refused("form")


def test_a_review_that_declares_nothing(
    phone: Page,
    world: World,
    language: str,
    enter: Callable[..., None],
    refused: Callable[[str], None],
) -> None:
    draft = world.new_draft()
    enter(phone, world.oksana)
    go(phone, "applicants:review", draft.pk, language=language)
    submit(phone.locator("main form").filter(has=named(phone, "declared")))
    expect(named(phone, "declared")).to_have_attribute("aria-invalid", "true")
    refused("review")


def test_a_file(
    phone: Page,
    world: World,
    language: str,
    enter: Callable[..., None],
    refused: Callable[[str], None],
) -> None:
    draft = world.new_draft()
    enter(phone, world.oksana)
    go(phone, "applicants:documents", draft.pk, language=language)
    wrong = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"not a picture"}
    phone.locator("#PASSPORT-file").set_input_files([wrong])  # type: ignore[list-item]
    expect(phone.locator('[data-card=PASSPORT] [data-state="refused"]')).to_have_count(1)
    refused("file")


def test_a_request_whose_day_has_passed_and_one_that_is_closed(
    phone: Page,
    world: World,
    language: str,
    enter: Callable[..., None],
    refused: Callable[[str], None],
) -> None:
    asked = world.request
    long_ago, passed = (timezone.localdate() - timedelta(days=days) for days in (30, 9))
    with guards.lifted():  # as if a month had passed
        Request.objects.filter(pk=asked.pk).update(issued_on=long_ago, due_on=passed)
    enter(phone, world.oksana)
    where = address("applicants:request", world.case.pk, asked.pk, language=language)
    phone.goto(where)
    refused("request-late")
    discontinue(world.case, "defect_not_removed", actor=world.officer)
    phone.goto(where)
    refused("request-closed")


def test_an_act_of_an_officer(
    phone: Page,
    world: World,
    language: str,
    enter: Callable[..., None],
    refused: Callable[[str], None],
) -> None:
    enter(phone, world.novotna)
    go(phone, "cases:act", world.case.pk, "ask", language=language)
    for chosen in phone.locator("select[name^=paper_]").all():  # what is missing is chosen already
        chosen.select_option("")
    submit(phone.locator("main form:not([role=search])"))
    expect(phone.locator("[data-takes-focus]")).to_be_focused()
    refused("ask")
    go(phone, "cases:proposal", world.case.pk, language=language)
    submit(phone.locator("#proposal"))
    expect(phone.locator("[data-takes-focus]")).to_be_focused()
    refused("proposal")
