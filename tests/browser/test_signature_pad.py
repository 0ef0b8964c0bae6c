"""A signature on the screen: drawn with the mouse or a finger, and kept as it was drawn."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from documents.models import Document
from documents.opening import open_plain
from support_centre import actions
from support_centre.acting import assisting
from support_centre.models import AssistedSession, Mandate, ReadBack
from tests.browser.conftest import PHONE
from tests.browser.journeys.looking import Look
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

STROKES = (((0.1, 0.2), (0.3, 0.8), (0.5, 0.2)), ((0.6, 0.5), (0.9, 0.5)))
"""Two strokes, in shares of the field: a V, and a line behind it."""

ON, BESIDE = ((0.3, 0.8), (0.75, 0.5)), ((0.3, 0.2), (0.55, 0.5), (0.75, 0.2))
"""Where the pen went, and where it did not: at the turn of the V, on the line, around them."""


@pytest.fixture(autouse=True)
def stored_here(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENT_STORE = {"kind": "local", "root": tmp_path / "blobs"}


@pytest.fixture(params=["mouse", "finger"])
def hand(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(hand: str, open_context: Callable[..., Any]) -> Page:
    """The mouse at a desk; a finger on a telephone that is held out to the person."""
    if hand == "mouse":
        return open_context().new_page()  # type: ignore[no-any-return]
    return open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()  # type: ignore[no-any-return]


def sign(page: Page, hand: str) -> None:
    field = page.locator("[data-pad] canvas")
    field.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    box = field.bounding_box()
    assert box is not None
    for stroke in STROKES:
        points = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in stroke]
        draw = _with_the_mouse if hand == "mouse" else _with_a_finger
        draw(page, points)
    assert page.evaluate("scrollY") == before, "the page does not move under the hand"


def _with_the_mouse(page: Page, points: list[tuple[float, float]]) -> None:
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=8)
    page.mouse.up()


def _with_a_finger(page: Page, points: list[tuple[float, float]]) -> None:
    """As a screen tells it; Playwright's own finger only taps."""
    wire = page.context.new_cdp_session(page)

    def touch(kind: str, *at: tuple[float, float]) -> None:
        places = [{"x": x, "y": y} for x, y in at]
        wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", points[0])
    for (x, y), (to_x, to_y) in pairwise(points):
        for step in range(1, 9):
            touch("touchMove", (x + (to_x - x) * step / 8, y + (to_y - y) * step / 8))
    touch("touchEnd")


def picture_of(document: Document) -> Image.Image:
    """The signature: a picture of its own, or on the paper under which it stands."""
    with open_plain(document) as reader:
        plain = reader.read()
    if document.media_type != "application/pdf":
        return Image.open(io.BytesIO(plain))
    [page] = pypdfium2.PdfDocument(plain)
    [drawn] = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    return drawn.get_bitmap().to_pil()


def is_what_was_drawn(document: Document) -> bool:
    picture = picture_of(document).convert("L")
    width, height = picture.size

    def darkest(at: tuple[float, float]) -> int:
        x, y = int(at[0] * width), int(at[1] * height)
        low, _high = picture.crop((x - 8, y - 8, x + 8, y + 8)).getextrema()
        return int(low)

    return all(darkest(at) < 100 for at in ON) and all(darkest(at) > 200 for at in BESIDE)


def refuses_an_empty_field(page: Page, hand: str) -> None:
    keep = page.get_by_role("button", name="Keep the signature")
    keep.click()
    expect(page.locator("[data-pad-status]")).to_have_text("There is no signature yet.")
    sign(page, hand)
    expect(page.locator("[data-pad-status]")).to_be_empty()
    page.get_by_role("button", name="Clear", exact=True).click()
    keep.click()
    expect(page.locator("[data-pad-status]")).to_have_text("There is no signature yet.")
    assert not Document.objects.filter(kind__in=["mandate", "confirmed"]).exists()


def test_a_mandate_is_signed_on_the_screen(
    world: World, page: Page, hand: str, enter: Callable[..., None], look: Look
) -> None:
    helper = Actor.for_user(world.helper)
    asked = actions.Asked(("file",), 7, "uk")
    offered, _code = actions.offer(world.visit, asked, actor=helper)
    enter(page, world.helper, "helper")
    page.goto(reverse("support_centre:mandate", args=[offered.pk]))
    refuses_an_empty_field(page, hand)
    sign(page, hand)
    look(page, f"mandate-{hand}")
    page.get_by_role("button", name="Keep the signature").click()
    expect(page.get_by_role("button", name="Act for this person")).to_be_visible()
    row = Mandate.objects.select_related("document").get(pk=offered.pk)
    assert (row.given_how, row.is_live()) == ("pad", True)
    assert row.document is not None
    assert is_what_was_drawn(row.document)


def test_a_read_back_is_signed_on_the_screen(
    world: World, page: Page, hand: str, acting: Callable[..., Page], look: Look
) -> None:
    draft = world.new_draft()
    acting(page)
    session = AssistedSession.objects.with_mandate().get()
    actor = assisting(Actor.for_user(world.helper), session)
    read = actions.read_back(draft, session=session, language="uk", actor=actor)
    page.goto(reverse("support_centre:readback", args=[read.pk]))
    sign(page, hand)
    look(page, f"readback-{hand}")
    page.get_by_role("button", name="Keep the signature").click()
    expect(page.get_by_text("Confirmed by the person")).to_be_visible()
    row = ReadBack.objects.select_related("signature").get(pk=read.pk)
    assert (row.how, row.is_confirmed) == ("pad", True)
    assert row.signature is not None
    assert is_what_was_drawn(row.signature)


def test_a_signature_that_was_not_kept_is_still_there_to_send(
    world: World, enter: Callable[..., None], open_context: Callable[..., Any]
) -> None:
    helper = Actor.for_user(world.helper)
    offered, _code = actions.offer(world.visit, actions.Asked(("file",), 7, "uk"), actor=helper)
    context = open_context(line_is_cut=True)
    page = context.new_page()
    enter(page, world.helper, "helper")
    page.goto(reverse("support_centre:mandate", args=[offered.pk]))
    sign(page, "mouse")
    context.set_offline(True)
    page.get_by_role("button", name="Keep the signature").click()
    expect(page.locator("[data-pad-status]")).to_have_text("The signature was not kept. Try again.")
    context.set_offline(False)
    page.get_by_role("button", name="Keep the signature").click()
    expect(page.get_by_role("button", name="Act for this person")).to_be_visible()
    document = Mandate.objects.select_related("document").get(pk=offered.pk).document
    assert document is not None
    assert is_what_was_drawn(document)
