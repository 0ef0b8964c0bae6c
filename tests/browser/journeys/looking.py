"""Looking at a page as a reader, a designer and a screen reader would."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page


@dataclass(frozen=True)
class Look:
    """Takes a picture of the page that is open, and asserts that it is sound.

    ``journey`` begins the names of the pictures; nothing may stick out sideways or break a rule of
    accessibility.
    """

    journey: str
    axe: Callable[[Page], None]
    screenshot: Callable[[Page, str], Path]
    sideways: Callable[[Page], list[str]]

    def __call__(self, page: Page, name: str, *, seen_elsewhere: bool = False) -> None:
        """``seen_elsewhere``: another test looks at it too, so only CI reads it out once more."""
        self.screenshot(page, f"journey-{self.journey}-{name}")
        assert self.sideways(page) == [], page.url
        if not seen_elsewhere or os.environ.get("POBYT_CI"):
            self.axe(page)
