"""``make screenshots``: the pictures of the README, taken of the demonstration in a real browser.

A portal of its own is made in a temporary folder and served on a free port. ``--var FOLDER`` keeps
the folder and uses it again (making the demonstration takes a minute), ``--only NAME`` takes one
picture, ``--into FOLDER`` puts them elsewhere, ``--whole`` takes whole pages, to look them over.
"""

import argparse
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from demo import specimens
from demo.people import PEOPLE

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("POBYT_CHROMIUM") or shutil.which("chromium") or ""
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1360, "height": 900}}
PASSWORD = "demonstration"  # noqa: S105 - what demo.staff gives everybody
LARGEST = 120_000
PATIENCE = 60.0


@dataclass(frozen=True)
class Shot:
    """One picture. ``walk`` leads a signed-in page from home to what is to be seen."""

    name: str
    language: str
    walk: Callable[[Page], object]
    login: str = ""
    phone: bool = False
    dark: bool = False


def to(path: str) -> Callable[[Page], object]:
    """Straight to an address below the language."""
    return lambda page: page.goto(f"{_language(page)}/{path}")


def follow(selector: str, start: str = "") -> Callable[[Page], object]:
    """Go where the first link that matches leads, perhaps from another page than home."""

    def walk(page: Page) -> None:
        if start:
            page.goto(f"{_language(page)}/{start}")
        address = page.locator(selector).first.get_attribute("href")
        assert address, selector
        page.goto(urljoin(page.url, address))

    return walk


def documents(page: Page) -> None:
    """The documents of a draft, two of them sent."""
    follow('a[href*="/draft/"]')(page)
    page.goto(page.url.split("/form/")[0].rstrip("/") + "/documents/")
    someone = PEOPLE[0]
    papers = {"PASSPORT": specimens.passport(someone), "PHOTO": specimens.photograph(someone)}
    for code, data in papers.items():
        card = page.locator(f'[data-card="{code}"]')
        if not card.count() or card.locator(".file-row").count():
            continue
        file = {"name": f"{code.lower()}.jpg", "mimeType": "image/jpeg", "buffer": data}
        card.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
        card.locator(".file-row img").first.wait_for(timeout=20_000)
    page.reload()
    page.evaluate("scrollTo(0, 0)")


def proposal(page: Page) -> None:
    """Writing a refusal, the letter beside it."""
    follow("[data-row] a[data-open]", "office/queue/?view=mine&state=open")(page)
    follow('a[href$="/proposal/"]')(page)
    page.locator('input[name="outcome"][value="refuse"]').check(force=True)
    for name in ("fact", "ground"):
        page.locator(f'input[type=checkbox][name*="{name}"]').first.check(force=True)
    page.wait_for_timeout(2_000)
    page.evaluate("scrollTo(0, 0)")


def to_sign(page: Page) -> None:
    follow("[data-row] a[data-open]", "office/queue/?view=countersign")(page)
    follow('a[href$="/decision/"]')(page)


SHOTS = [
    Shot("start", "en", to("")),
    Shot("permit", "en", to("permits/EMP/")),
    Shot("home-uk", "uk", to("home/"), "oksana", phone=True),
    Shot("form-uk", "uk", follow('a[href*="/draft/"]'), "oksana", phone=True),
    Shot("documents-uk", "uk", documents, "oksana", phone=True),
    Shot("case-uk", "uk", follow('a[href*="/case/"]'), "oksana", phone=True),
    Shot("request-ar", "ar", follow('a[href*="/case/"]'), "layla", phone=True),
    Shot("form-ar", "ar", follow('a[href*="/draft/"]'), "layla", phone=True, dark=True),
    Shot("queue", "en", to("office/queue/?view=all"), "novotna"),
    Shot("case", "en", follow("[data-row] a[data-open]", "office/queue/?view=answered"), "novotna"),
    Shot("proposal", "en", proposal, "novotna"),
    Shot("decision", "en", to_sign, "dvorak"),
]


def _language(page: Page) -> str:
    """``http://host/uk`` of the page that is open."""
    return "/".join(page.url.split("/")[:4])


def ready(var: Path) -> dict[str, str]:
    """Make the portal in ``var`` unless it is there; returns what its processes are told."""
    told = {**os.environ, "POBYT_VAR": str(var), "POBYT_DEMONSTRATION": "1"}
    subprocess.run([sys.executable, "scripts/prepare.py", "run"], cwd=ROOT, env=told, check=True)
    return told


@contextmanager
def served(told: dict[str, str]) -> Iterator[str]:
    """The portal behind a free port of this machine, as its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"
    server = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    with (Path(told["POBYT_VAR"]) / "screenshots.log").open("wb") as log:
        process = subprocess.Popen(
            [*server, *options],
            cwd=ROOT,
            env={**told, "POBYT_ADDRESS": address},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(f"{address}/health/live", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise SystemExit(f"the portal ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("the portal did not answer")


def take(browser: Browser, address: str, shot: Shot, whole: bool = False) -> bytes:
    """One picture, as PNG."""
    shape: dict[str, Any] = PHONE if shot.phone else DESKTOP
    context = browser.new_context(
        **shape,
        locale=shot.language,
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{address}/{shot.language}/account/sign-in/" if shot.login else f"{address}/en/")
    if shot.login:
        page.fill("input[name=login]", shot.login)
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(lambda url: "/account/" not in url)
        page.goto(f"{address}/{shot.language}/home/" if shot.phone else page.url)
    shot.walk(page)
    page.wait_for_load_state("networkidle")
    data: bytes = page.screenshot(full_page=whole)
    context.close()
    return data


def write(data: bytes, path: Path) -> None:
    """As WebP, as good as fits into ``LARGEST`` bytes."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    for quality in (88, 80, 70, 60, 45):
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= LARGEST:
            break
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue())
    print(f"  {path.name}: {out.tell() // 1000} kB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--var", type=Path)
    parser.add_argument("--only", action="append", choices=[shot.name for shot in SHOTS])
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--whole", action="store_true")
    wanted = parser.parse_args()
    if not CHROMIUM:
        raise SystemExit("no chromium on this machine; POBYT_CHROMIUM names one")
    with tempfile.TemporaryDirectory() as temporary:
        told = ready(wanted.var or Path(temporary))
        with served(told) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for shot in SHOTS:
                if not wanted.only or shot.name in wanted.only:
                    data = take(browser, address, shot, wanted.whole)
                    write(data, wanted.into / f"{shot.name}.webp")
            browser.close()


if __name__ == "__main__":
    main()
