"""One application from its first page to the desk, looked at on every page that it passes."""

import os
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from applicants.models import Draft
from cases.actions import begin, record_appearance
from cases.models import Case
from tests import catalogue
from tests.applicants.filling import photo
from tests.applicants.test_journey import fill_everything, page, upload
from tests.browser.conftest import DESKTOP, PHONE, SCHEME
from tests.factories import Cast, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["en", "ar", "cs", "uk", "vi"] if os.environ.get("POBYT_CI") else ["en", "ar"]
Looked = Callable[..., None]


@pytest.fixture
def looked(
    axe: Callable[[Page], None],
    screenshot: Callable[..., object],
    sideways: Callable[[Page], list[str]],
) -> Looked:
    """Goes to a page in each language and looks at it."""

    def look(page: Page, name: str, *args: object, kind: str = "phone", title: str = "") -> None:
        for language in LANGUAGES:
            with override(language):
                address = reverse(name, args=args)
            page.emulate_media(color_scheme=SCHEME[language], reduced_motion="reduce")
            answer = page.goto(address)
            assert getattr(answer, "status", None) == 200, address
            screenshot(page, f"{title or name.replace(':', '-')}-{language}-{kind}")
            assert sideways(page) == [], address
            axe(page)

    return look


@pytest.fixture
def draft(cast: Cast) -> Draft:
    """Oksana's application for an employee card, with every answer and two files."""
    catalogue.load()
    client = signed_in(cast.oksana)
    client.post(page("new", "EMP"), {"who": "me", "place": "office"})
    draft = Draft.objects.get()
    fill_everything(client, draft)
    upload(client, draft, "PASSPORT", photo(), name="pas.jpg")
    upload(client, draft, "ACCOMMODATION", photo(), name="smlouva o ubytování.jpg")
    return Draft.objects.get()


@pytest.fixture
def filed(draft: Draft, cast: Cast) -> Case:
    signed_in(cast.oksana).post(page("review", draft.pk), {"declared": "yes"})
    return Case.objects.get()


def test_the_pages_of_a_draft(open_context, enter, looked, draft, cast):
    visitor = open_context(viewport=PHONE).new_page()
    enter(visitor, cast.oksana)
    looked(visitor, "permits:detail", "EMP")
    looked(visitor, "applicants:new", "EMP")
    looked(visitor, "applicants:home", title="home-draft")
    for section in draft.schema.sections[:4]:
        looked(visitor, "applicants:section", draft.pk, section.id, title=f"section-{section.id}")
    looked(visitor, "applicants:documents", draft.pk)
    looked(visitor, "applicants:review", draft.pk)


def test_the_pages_of_a_case(open_context, enter, looked, filed, cast):
    visitor = open_context(viewport=PHONE).new_page()
    enter(visitor, cast.oksana)
    looked(visitor, "applicants:receipt", filed.origin)
    looked(visitor, "applicants:home", title="home-case")
    looked(visitor, "applicants:case", filed.pk)
    looked(visitor, "postbox:list", title="postbox")


def test_the_desk_of_an_officer(open_context, enter, looked, filed, cast):
    officer = Actor.for_user(cast.novotna)
    record_appearance(filed, actor=officer, now=timezone.now())
    begin(filed, actor=officer, now=timezone.now())
    desk = open_context(viewport=DESKTOP).new_page()
    enter(desk, cast.novotna)
    looked(desk, "cases:queue", kind="desktop")
    looked(desk, "cases:case", filed.pk, kind="desktop")
    looked(desk, "cases:proposal", filed.pk, kind="desktop")
    desk.set_viewport_size(PHONE)
    looked(desk, "cases:case", filed.pk, kind="phone")


def test_a_long_list_of_grounds_is_searched_and_keeps_what_is_ticked(
    open_context, enter, axe, filed, cast
):
    officer = Actor.for_user(cast.novotna)
    record_appearance(filed, actor=officer, now=timezone.now())
    begin(filed, actor=officer, now=timezone.now())
    desk = open_context(viewport=DESKTOP).new_page()
    enter(desk, cast.novotna)
    with override("en"):
        desk.goto(reverse("cases:proposal", args=[filed.pk]))
    desk.get_by_label("Refuse the application").check()
    search = desk.get_by_label("Search the legal grounds")
    grounds = desk.locator("[data-filter]", has=search)
    everything = grounds.locator("[data-filter-item]").count()
    desk.get_by_label("No health insurance").check()
    search.fill("STÁTE secur")
    search.press("Enter")
    expect(grounds.locator("[data-filter-item]:visible")).to_have_count(2)
    expect(desk.get_by_label("Security of the state")).to_be_visible()
    expect(desk.get_by_label("No health insurance")).to_be_visible()
    words = f"Shown: 2 of {everything} · Ticked: 1"
    expect(grounds.get_by_role("status")).to_have_text(words)
    axe(desk)
    search.fill("")
    expect(grounds.locator("[data-filter-item]:visible")).to_have_count(everything)
