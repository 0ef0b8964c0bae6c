"""Hands on the keyboard alone: every stop is seen, nothing traps, and nothing is clicked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 150
# Where the focus is and how it shows: on the control, or on the label or row that stands for it.
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const shows = (e) => {
    const style = getComputedStyle(e);
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return drawn && !/, 0\\)$|transparent/.test(style.outlineColor);
  };
  const labels = [...(at.labels ?? [])];
  const seen = [...labels, at].find(shows) ?? at;
  const box = seen.getBoundingClientRect();
  const line = seen.getClientRects()[0] ?? box; // a link may begin at the end of a line
  const [x, y] = [line.left + line.width / 2, line.top + Math.min(line.height / 2, 20)];
  const top = document.elementFromPoint(x, y);
  const name = at.getAttribute("aria-label") || at.innerText || at.name || at.id;
  return {
    what: `${at.tagName.toLowerCase()} ${(name || "").trim().slice(0, 40)}`,
    shows: [at, ...labels].some(shows),
    covered: !top || ![at, ...labels].some((e) => e.contains(top) || top.contains(e)),
    jumps: at.tabIndex > 0,
    foot: box.bottom + scrollY,
    head: box.top + scrollY,
  };
}"""


@dataclass(frozen=True)
class Stop:
    what: str
    shows: bool
    covered: bool
    jumps: bool
    head: float
    foot: float


class Keyboard:
    """What a person does who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def stop(self) -> Stop | None:
        """Where the focus is now; None when the round through the page is over."""
        found: dict[str, Any] | None = self.page.evaluate(STOP)
        if found is None:
            return None
        stop = Stop(**found)
        assert stop.shows, f"the focus cannot be seen on {stop.what} ({self.page.url})"
        assert not stop.covered, f"the focus is hidden on {stop.what} ({self.page.url})"
        assert not stop.jumps, f"{stop.what} jumps the order ({self.page.url})"
        return stop

    def round(self) -> Iterator[Stop]:
        """Every stop from the top of the page to its end. Fails when there is no way out."""
        self.page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
        first = None
        for _each in range(MOST_STOPS):
            self.press("Tab")
            stop = self.stop()
            if stop is None or (first and stop.what == first.what):
                return
            first = first or stop
            yield stop
        raise AssertionError(f"the focus does not leave {self.page.url}")

    def reach(self, target: Locator, key: str = "Tab") -> None:
        """Tab until it has the focus; every stop on the way must be seen."""
        expect(target).to_be_attached()
        for _each in range(MOST_STOPS):
            if target.evaluate("(each) => each === document.activeElement"):
                self.stop()
                return
            self.press(key)
            self.stop()
        raise AssertionError(f"no way to {target} on {self.page.url}")

    def choose_file(self, target: Locator, file: Path) -> None:
        """Enter on a file input opens the chooser of the system."""
        with self.page.expect_file_chooser() as chooser:
            self.reach(target)
            self.press("Enter")
        chooser.value.set_files(file)

    def activate(self, target: Locator) -> None:
        self.reach(target)
        self.press("Enter")

    def fill(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.type(text)
