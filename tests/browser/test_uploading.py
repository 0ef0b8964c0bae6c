"""Uploading as a person does it: one bad file, a lost connection, and nothing else is disturbed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from documents.models import Document
from tests.documents import samples
from tests.factories import Cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.documents.upload_urls"),
]


@pytest.fixture
def page(
    phone: Page, enter: Callable[..., None], cast: Cast, settings: Any, tmp_path: Path
) -> Page:
    settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}
    enter(phone, cast.stranger)
    phone.goto("/page")
    return phone


def file(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


def row(page: Page, name: str) -> Any:
    return page.locator(".file-row", has_text=name)


def test_a_bad_file_says_what_to_do_and_the_good_ones_are_saved(
    page: Page, axe: Callable[[Page], None], sideways: Callable[[Page], list[str]]
) -> None:
    page.fill("#note", "typed before")
    page.set_input_files(
        "#lease-file",
        [
            file("lease.pdf", samples.pdf(2)),
            file("locked.pdf", samples.locked_pdf()),
            file("page.html", b"<html>"),
            file("<img src=x onerror=alert(1)>.jpg", samples.jpeg()),
        ],
    )
    expect(page.locator("[data-files] .file-row")).to_have_count(2)
    expect(row(page, "locked.pdf")).to_contain_text("protected with a password")
    expect(row(page, "page.html")).to_contain_text("not a JPEG, PNG or PDF")
    expect(row(page, "onerror=alert(1)_.jpg").or_(row(page, "img src=x onerror"))).to_have_count(1)
    expect(page.locator("#note")).to_have_value("typed before")
    axe(page)
    assert sideways(page) == []
    row(page, "page.html").get_by_role("button", name="Close").click()
    expect(row(page, "page.html")).to_have_count(0)


def test_a_lost_connection_is_tried_again_for_that_file_alone(page: Page) -> None:
    page.route("**/upload", lambda route: route.abort("aborted"), times=1)
    page.set_input_files(
        "#lease-file", [file("first.pdf", samples.pdf()), file("second.pdf", samples.pdf())]
    )
    expect(row(page, "first.pdf")).to_contain_text("The connection was lost")
    expect(page.locator("[data-files] .file-row")).to_have_count(1)
    row(page, "first.pdf").get_by_role("button", name="Try again").click()
    expect(page.locator("[data-files] .file-row")).to_have_count(2)
    expect(page.locator("[data-queue] .file-row")).to_have_count(0)


def test_a_file_that_was_chosen_before_the_script_came_is_taken(page: Page) -> None:
    """On a slow line the page is there first."""
    held: list[Any] = []
    page.route("**/documents/upload.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    page.set_input_files("#lease-file", [file("lease.pdf", samples.pdf())])
    page.wait_for_timeout(100)
    held[0].continue_()
    expect(page.locator("[data-files] .file-row")).to_have_count(1)


def test_an_upload_can_be_cancelled_and_leaves_nothing(page: Page) -> None:
    page.route("**/upload", lambda route: None)
    page.set_input_files("#lease-file", [file("long.pdf", samples.large_pdf(500_000))])
    row(page, "long.pdf").get_by_role("button", name="Cancel").click()
    expect(page.locator(".file-row")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="cancelled")).to_have_count(1)
    assert not Document.objects.stored().exists()


def test_files_can_be_dropped(page: Page) -> None:
    page.evaluate(
        """([text]) => {
          const transfer = new DataTransfer();
          const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
          transfer.items.add(new File([bytes], "dropped.pdf"));
          const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
          document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", options));
        }""",
        [samples.pdf().decode("latin-1")],
    )
    expect(page.locator("[data-files]")).to_contain_text("dropped.pdf")


def test_the_form_works_without_script(
    open_context: Callable[..., Any],
    enter: Callable[..., None],
    cast: Cast,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}
    page = open_context(java_script_enabled=False).new_page()
    enter(page, cast.stranger)
    page.goto("/page")
    page.set_input_files("#lease-file", [file("a.pdf", samples.pdf()), file("b.pdf", b"no")])
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("body")).to_contain_text("b.pdf: wrong_type")
    expect(page.locator("body")).to_contain_text("1 stored")
