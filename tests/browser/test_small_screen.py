"""The narrowest phone: nothing sticks out, everything can be hit with a thumb, top to bottom."""

import os
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.journeys.keyboard import Keyboard
from tests.browser.journeys.pages import go
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["en", "ar", "cs", "uk", "vi"] if os.environ.get("POBYT_CI") else ["en", "ar"]
NARROWEST = {"width": 320, "height": 640}
WITH_SCROLLBAR = {"width": 305, "height": 640}
ROW = 12  # pixels by which what stands in one row may differ
# On a phone what can be done with a case stands above its file, which is read first elsewhere.
REARRANGED = {"cases:case"}
TOOLS = ".site-header__tools"
# What is pressed, with its label where that is pressed too. A link inside a sentence is as high as
# its line (WCAG 2.5.8, inline); everything else has 24 px, and what stands alone has 44.
TOO_SMALL = """() => {
  const alone = ".ds-button, button, summary, select, textarea, input, .actions > a";
  const boxes = (e) => [e, ...(e.labels ?? [])].map((each) => each.getBoundingClientRect());
  const hidden = ".ds-sr-only, .ds-skip-link, [type=hidden]";
  const inSight = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const reached = (e) => inSight(e) && e.tabIndex >= 0 && !e.closest(hidden);
  const inText = (e) => e.tagName === "A" && getComputedStyle(e).display === "inline" &&
    [...e.parentNode.childNodes].some((n) => n !== e && n.textContent.trim().length > 0);
  return [...document.querySelectorAll(`a[href], ${alone}`)]
    .filter((e) => reached(e) && !inText(e))
    .map((e) => ({
      e,
      height: Math.max(...boxes(e).map((box) => box.height)),
      width: Math.max(...boxes(e).map((box) => box.width)),
    }))
    .filter(({ e, height, width }) => height < (e.matches(alone) ? 43.5 : 24) || width < 24)
    .map(({ e, height, width }) => `${e.tagName} ${e.textContent.trim().slice(0, 30)} `
      + `${Math.round(width)}×${Math.round(height)}`);
}"""


def of_applicant(world: World) -> list[tuple[str, list[Any]]]:
    draft, case = world.paper.draft_id, world.case.pk
    return [
        ("applicants:home", []),
        ("permits:detail", ["EMP"]),
        ("applicants:new", ["EMP"]),
        ("applicants:section", [draft, "family"]),
        ("applicants:section", [draft, "passport"]),
        ("applicants:documents", [draft]),
        ("applicants:review", [draft]),
        ("applicants:request", [case, world.request.pk]),
        ("applicants:case", [case]),
        ("applicants:change_choose", [case]),
        ("applicants:change", [case, "PASSPORT"]),
        ("applicants:change", [case, "OTHER"]),
        ("applicants:change_papers", [case, "ADDRESS"]),
        ("applicants:change_papers", [case, "OTHER"]),
        ("applicants:change_review", [case, world.change_paper.draft.kind]),
        ("applicants:change_report", [case, world.change_report.pk]),
        ("applicants:looks", []),
        ("postbox:list", []),
        ("accounts:settings", []),
    ]


def of_officer(world: World) -> list[tuple[str, list[Any]]]:
    _ = world.paper
    return [
        ("cases:queue", []),
        ("cases:search", []),
        ("cases:case", [world.case.pk]),
        ("cases:act", [world.case.pk, "ask"]),
        ("cases:proposal", [world.case.pk]),
        ("cases:decision", [world.decided]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("who", "pages"), [("oksana", of_applicant), ("novotna", of_officer)])
def test_at_320_pixels(
    open_context: Callable[..., BrowserContext],
    enter: Callable[..., None],
    sideways: Callable[[Page], list[str]],
    world: World,
    who: str,
    pages: Callable[[World], list[tuple[str, list[Any]]]],
    language: str,
) -> None:
    page = open_context(viewport=NARROWEST, has_touch=True).new_page()
    enter(page, getattr(world, who))
    found: list[str] = []
    for name, args in pages(world):
        go(page, name, *args, language=language)
        where = page.url.split(f"/{language}/")[1]
        found += [f"{where} sideways: {each}" for each in sideways(page)]
        found += [f"{where} small: {each}" for each in page.evaluate(TOO_SMALL)]
        stops = list(Keyboard(page).round())
        found += [
            f"{where} jumps up: {before.what} → {after.what}"
            for before, after in pairwise(stops)
            if after.foot < before.head - ROW and name not in REARRANGED
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["", "oksana", "novotna"])
def test_the_header_is_one_row_and_its_menus_open_in_sight(
    open_context: Callable[..., BrowserContext],
    enter: Callable[..., None],
    sideways: Callable[[Page], list[str]],
    world: World,
    who: str,
) -> None:
    """Also where a scrollbar takes its part, in the languages whose words are the longest."""
    page = open_context(viewport=WITH_SCROLLBAR, has_touch=True).new_page()
    if who:
        enter(page, getattr(world, who))
    for language in ["en", "ar", "cs", "uk", "vi"]:
        go(page, "permits:list", language=language)
        mark, tools = (page.locator(each).bounding_box() for each in (".site-mark", TOOLS))
        assert mark is not None
        assert tools is not None
        assert abs(mark["y"] - tools["y"]) < ROW, language
        for menu in page.locator(f"{TOOLS} summary").all():
            menu.click()
            opened = page.locator(".menu[open] > .menu__list").bounding_box()
            assert opened is not None
            assert opened["x"] >= 0, language
            assert opened["x"] + opened["width"] <= WITH_SCROLLBAR["width"], language
            menu.click()
        assert page.locator("summary").first.inner_text().strip()  # its name is still read aloud
        assert sideways(page) == []
