"""Files as people have them at hand, and putting them to a requirement."""

import random
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.line import Line
from tests.documents import samples

LONG = 120_000


def scan(folder: Path, name: str, size: int) -> Path:
    """A scanned PDF of a little over ``size`` bytes."""
    path = folder / name
    path.write_bytes(samples.large_pdf(size))
    return path


def photo(folder: Path, name: str, size: int = 0) -> Path:
    """A photo; with a ``size``, one of a good camera with about that many bytes."""
    path = folder / name
    if not size:
        path.write_bytes(samples.jpeg(900, 1200))
        return path
    side = int((size / 2.2) ** 0.5)
    noise = Image.frombytes("RGB", (side, side), random.Random(3).randbytes(side * side * 3))
    noise.save(path, "JPEG", quality=95, subsampling=0)
    return path


def uploader(page: Page, code: str) -> Locator:
    return page.locator(f"#{code}[data-uploader]")


def kept(page: Page, code: str) -> Locator:
    return uploader(page, code).locator('[data-files] [data-state="stored"]')


def upload(page: Page, code: str, *files: Path) -> None:
    """Choose files for a requirement and wait until all are kept."""
    before = kept(page, code).count()
    page.locator(f"#{code}-file").set_input_files(list(files))
    expect(kept(page, code)).to_have_count(before + len(files), timeout=LONG)


def break_and_redo(page: Page, line: Line, code: str, file: Path) -> None:
    """The line is cut while a file is on its way; then that file alone is sent again."""
    before = kept(page, code).count()
    line.cut_after(file.stat().st_size // 2)
    page.locator(f"#{code}-file").set_input_files(file)
    refused = uploader(page, code).locator('[data-state="refused"]')
    expect(refused).to_have_count(1, timeout=LONG)
    assert line.is_down
    expect(kept(page, code)).to_have_count(before)
    line.mend()
    refused.locator("[data-retry]").click()
    expect(kept(page, code)).to_have_count(before + 1, timeout=LONG)
