"""Files as people have them at hand, and putting them to a requirement."""

import random
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

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


def card(page: Page, code: str) -> Locator:
    return page.locator(f'[data-card="{code}"]')


def stored(page: Page, code: str) -> Locator:
    return card(page, code).locator('[data-files] > [data-state="stored"]')


def upload(page: Page, code: str, *files: Path) -> None:
    """Choose files for a requirement and wait until all are kept."""
    before = stored(page, code).count()
    page.locator(f"#file-{code}").set_input_files(list(files))
    expect(stored(page, code)).to_have_count(before + len(files), timeout=LONG)


def break_and_redo(page: Page, code: str, file: Path) -> None:
    """The line is cut while a file is on its way; then that file alone is sent again."""
    before = stored(page, code).count()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", _line(upload=file.stat().st_size // 2))
    page.locator(f"#file-{code}").set_input_files(file)
    begun = f'[data-card="{code}"] progress'
    page.wait_for_function(f"() => document.querySelector('{begun}')?.value > 0", timeout=LONG)
    line.send("Network.emulateNetworkConditions", _line(offline=True))
    refused = card(page, code).locator('[data-state="refused"]')
    expect(refused).to_have_count(1, timeout=LONG)
    line.send("Network.emulateNetworkConditions", _line())
    line.detach()
    expect(stored(page, code)).to_have_count(before)
    refused.locator("button").first.click()
    expect(stored(page, code)).to_have_count(before + 1, timeout=LONG)


def _line(*, offline: bool = False, upload: int = -1) -> dict[str, float | bool]:
    """A line to the outside; bytes a second, -1 for as many as there are."""
    return {"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": upload}
