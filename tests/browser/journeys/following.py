"""The applicant's open case page: it follows the case by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from cases.letters.rendering import render_letter
from cases.models import Case, Letter
from tests.browser.journeys.pages import go

SOON = 3_000  # milliseconds until an open page shows what an officer did


class Watcher:
    """A page that stays open and is never loaded again."""

    def __init__(self, page: Page, case: Case, *, language: str) -> None:
        self.page = page
        go(page, "applicants:case", case.pk, language=language)
        page.evaluate("() => { window.stayedOpen = true; }")

    @property
    def now(self) -> Locator:
        return self.page.locator("#now")

    def sees_state(self, state: str) -> None:
        expect(self.now.locator(f'.status[data-state="{state}"]')).to_be_visible(timeout=SOON)
        self.stayed_open()

    def is_asked(self, *, mine: bool = True) -> None:
        """Whose turn it is."""
        turn = self.now.locator(f'.turn[data-mine="{"yes" if mine else "no"}"]')
        expect(turn).to_be_visible(timeout=SOON)
        self.stayed_open()

    @contextmanager
    def sees_change(self) -> Iterator[None]:
        """What is done inside shows in the open page."""
        before = self.now.inner_text()
        yield
        expect(self.now).not_to_have_text(before, timeout=SOON, use_inner_text=True)
        self.stayed_open()

    def stayed_open(self) -> None:
        assert self.page.evaluate("() => window.stayedOpen"), "the page was loaded again"

    def has_letters(self, number: int) -> None:
        """So many letters are there to read."""
        letters = self.now.locator('[aria-labelledby=letters] a[href*="/letter/"]')
        expect(letters).to_have_count(number, timeout=SOON)
        self.stayed_open()

    def reads_newest_letter(self, folder: Path) -> bytes:
        """Downloads the letter that came last."""
        link = self.now.locator('a[href*="/letter/"]').first
        with self.page.expect_download() as download:
            link.click()
        path = folder / "letter.pdf"
        download.value.save_as(path)
        return path.read_bytes()


def worker_writes_letters() -> int:
    """What the worker does: sets every letter that waits. Returns how many."""
    waiting = list(Letter.objects.pending().values_list("pk", flat=True))
    for pk in waiting:
        render_letter(pk)
    return len(waiting)
