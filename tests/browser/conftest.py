"""A real browser: one per worker of the suite, a fresh profile per test, nothing let through.

Every page that a test opens must stay silent: a report of the Content-Security-Policy, an error on
the console or a failed request fails the test, whatever else it looks at.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from accounts.actor import Actor
from accounts.models import User
from support_centre import actions
from tests.browser.journeys.keyboard import Keyboard
from tests.browser.journeys.looking import Look
from tests.browser.watch import Watch
from tests.factories import signed_in
from tests.support_centre.giving import agreed
from tests.world import World

CHROMIUM = os.environ.get("POBYT_CHROMIUM") or shutil.which("chromium") or ""
SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
# Each page is looked at in the light and in the dark, without being looked at twice.
SCHEME = {"en": "light", "ar": "dark", "cs": "dark", "uk": "light", "vi": "dark"}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not told node by node
}
PICTURES_ARE_KEPT = bool(os.environ.get("POBYT_PICTURES"))

OUTSIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const clips = (e) => getComputedStyle(e).overflowX !== "visible";
  const scrolls = (e) => e && e !== root && (clips(e) || scrolls(e.parentElement));
  return [...document.body.querySelectorAll("*")].filter((e) => {
    const box = e.getBoundingClientRect();
    return (box.right > root.clientWidth + 1 || box.left < -1) && !scrolls(e.parentElement);
  }).map((e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`).slice(0, 12);
}"""

# Playwright keeps an event loop in the test's thread; Django would take it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come first, the longest of them at the head: what is short fills the end."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))
    items.sort(key=lambda item: (here not in item.path.parents, "_journey_" not in item.path.name))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":  # type: ignore[attr-defined]
        item.stash[FAILED] = report.failed  # type: ignore[attr-defined]
    return report


@pytest.fixture
def open_context(
    request: pytest.FixtureRequest, browser: Browser, live_server: object
) -> Iterator[Callable[..., BrowserContext]]:
    """Profiles of visitors: ``open_context(viewport=PHONE, locale="uk", color_scheme="dark")``."""
    opened: list[tuple[BrowserContext, Watch]] = []

    usual = {
        "base_url": live_server.url,  # type: ignore[attr-defined]
        "viewport": DESKTOP,
        "locale": "en-GB",
        "reduced_motion": "reduce",
    }

    def make(*, line_is_cut: bool = False, **options: object) -> BrowserContext:
        context = browser.new_context(**{**usual, **options})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        opened.append((context, Watch(context, line_is_cut=line_is_cut)))
        return context

    yield make
    if request.node.stash.get(FAILED, False):
        for number, page in enumerate(page for context, _ in opened for page in context.pages):
            page.screenshot(path=SCREENS / f"failed-{request.node.name}-{number}.png")
    complaints = [complaint for _, watch in opened for complaint in watch.complaints]
    for context, _ in opened:
        context.close()
    assert not complaints, "the browser complained:\n" + "\n".join(complaints)


@pytest.fixture
def phone(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def desktop(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(viewport=DESKTOP).new_page()


@pytest.fixture
def page(desktop: Page) -> Page:
    """For those who look at one page only."""
    return desktop


@pytest.fixture
def keyboard(page: Page) -> Keyboard:
    return Keyboard(page)


@pytest.fixture
def world(db: None) -> World:
    """One of everything, owned by Oksana."""
    return World()


@pytest.fixture
def enter(live_server: object) -> Callable[..., None]:
    """``enter(page, user, role="officer")``: the visitor is signed in, without the sign-in page."""

    def sign_in(page: Page, user: User, role: str | None = None) -> None:
        cookie = signed_in(user, role).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]  # type: ignore[attr-defined]
        )

    return sign_in


@pytest.fixture
def acting(world: World, enter: Callable[..., None]) -> Callable[..., Page]:
    """``acting(page)``: the helper has begun to act for Oksana in that browser."""

    def begin(page: Page, language: str = "uk") -> Page:
        if language == "uk":
            mandate = world.mandate
        else:
            asked = actions.Asked(("file",), 7, language)
            helper = Actor.for_user(world.helper)
            _offered, code = actions.offer(world.visit, asked, actor=helper)
            mandate = agreed(code, actor=world.applicant)
        enter(page, world.helper, "helper")
        page.goto(f"/en/centre/visit/{mandate.visit_id}/")
        page.get_by_role("button", name="Act for this person").click()
        expect(page.get_by_text("You act for", exact=False).first).to_be_visible()
        return page

    return begin


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Asserts that a page has no violation, with the elements named when it has."""
    tool = Axe()

    def check(page: Page) -> None:
        page.wait_for_load_state()
        found = tool.run(page, options=RULES)
        assert not found.violations_count, f"{page.url}\n{found.generate_report()}"

    return check


@pytest.fixture
def screenshot() -> Callable[[Page, str], Path]:
    """Writes ``build/screens/<name>.png`` of the whole page, with POBYT_PICTURES or in CI."""

    def take(page: Page, name: str) -> Path:
        path = SCREENS / f"{name}.png"
        if not PICTURES_ARE_KEPT:
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            page.screenshot(path=path, full_page=True)
        except (
            Error
        ):  # Chromium misses one of a long page on a busy machine; a picture proves nothing
            page.wait_for_timeout(500)
            page.screenshot(path=path, full_page=True)
        return path

    return take


@pytest.fixture
def sideways() -> Callable[[Page], list[str]]:
    """What sticks out of a page so that one has to scroll sideways; empty when nothing does."""

    def check(page: Page) -> list[str]:
        page.wait_for_load_state()
        return list(page.evaluate(OUTSIDE))

    return check


@pytest.fixture
def look(
    request: pytest.FixtureRequest,
    axe: Callable[[Page], None],
    screenshot: Callable[[Page, str], Path],
    sideways: Callable[[Page], list[str]],
) -> Look:
    """Looks at the pages of a journey; pictures are named after the test's file."""
    return Look(request.path.stem.removeprefix("test_journey_"), axe, screenshot, sideways)
