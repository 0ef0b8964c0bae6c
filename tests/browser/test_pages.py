"""Pages as people see them: no violation, nothing sticking out, in the directions that matter.

English and Arabic by default; every language when ``POBYT_CI`` is set.
"""

import os

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests import catalogue
from tests.browser.conftest import PHONE, SCHEME

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["en", "ar", "cs", "uk", "vi"] if os.environ.get("POBYT_CI") else ["en", "ar"]
PAGES = {
    "": [
        "applicants:start",
        "permits:list",
        "support_centre:places",
        "account_login",
        "account_signup",
        "account_reset_password",
    ],
    "oksana": [
        "applicants:home",
        "postbox:list",
        "accounts:settings",
        "accounts:details",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
    ],
    "novotna": ["cases:queue", "cases:search", "accounts:role", "account_reauthenticate"],
}
CASES = [(who, name) for who, names in PAGES.items() for name in names]


@pytest.mark.parametrize(("who", "name"), CASES, ids=[f"{w or 'nobody'}-{n}" for w, n in CASES])
def test_a_page_is_for_everybody(open_context, enter, axe, screenshot, sideways, cast, who, name):
    page = open_context(viewport=PHONE).new_page()
    if who:
        enter(page, getattr(cast, who))
    for language in LANGUAGES:
        with override(language):
            address = reverse(name)
        page.emulate_media(color_scheme=SCHEME[language], reduced_motion="reduce")
        answer = page.goto(address)
        assert getattr(answer, "status", None) == 200, address
        screenshot(page, f"{name.replace(':', '-')}-{language}-phone")
        assert sideways(page) == []
        axe(page)


ON_PAPER = """() => [...document.querySelectorAll("button, .ds-button, nav, footer, progress")]
  .filter((each) => each.checkVisibility())
  .map((each) => each.outerHTML.slice(0, 80))"""
COLOURED = """() => [...document.querySelectorAll("main *")]
  .filter((each) => each.checkVisibility() && each.textContent.trim())
  .filter((each) => getComputedStyle(each).color !== "rgb(0, 0, 0)")
  .map((each) => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_the_words_in_black_and_no_furniture(open_context, enter, cast, scheme):
    catalogue.load()
    page = open_context(color_scheme=scheme).new_page()
    enter(page, cast.oksana)
    with override("en"):
        addresses = [
            reverse("permits:detail", args=["EMP"]),
            reverse("applicants:home"),
            reverse("postbox:list"),
        ]
    for address in addresses:
        page.goto(address, wait_until="networkidle")
        page.emulate_media(media="print")
        assert page.evaluate(ON_PAPER) == []
        page.wait_for_function(f"() => !({COLOURED})().length")
        page.emulate_media(media="screen")
