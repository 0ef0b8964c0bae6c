"""What is wrong is red from its question on, and no letter is cut or printed over another."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from accounts.actor import Actor
from applicants import actions
from applicants.models import Draft
from permits.models import PermitType
from tests import catalogue
from tests.factories import Cast

pytestmark = pytest.mark.django_db(transaction=True)

RED = 80  # so much more red than green, of 255
LINE = """(input) => {
  const style = getComputedStyle(input);
  const room = input.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  return { line: parseFloat(style.lineHeight), type: parseFloat(style.fontSize), room };
}"""
RATIO = """(heading) => {
  const style = getComputedStyle(heading);
  return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
}"""


@pytest.fixture
def employment(cast: Cast) -> Callable[[str], str]:
    """The address of a page with questions of many kinds, in a language."""
    catalogue.load()
    permit = PermitType.objects.get(pack="cz", code="EMP")
    oksana = Actor.for_user(cast.oksana)
    draft: Draft = actions.begin(
        permit, person=cast.oksana.person, actor=oksana, place="office", language="en"
    )

    def address(language: str) -> str:
        with override(language):
            return reverse("applicants:section", args=[draft.pk, "employment"])

    return address


def edge(element: Locator, *, end: bool) -> tuple[int, int, int]:
    """The colour of its upper corner: the first, or where ``end`` the last, of its line."""
    picture = Image.open(io.BytesIO(element.screenshot())).convert("RGB")
    found: Any = picture.getpixel((picture.width - 2 if end else 1, 2))
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_error_of_a_choice_is_red_from_the_question_on(
    employment: Callable[[str], str],
    cast: Cast,
    phone: Page,
    enter: Callable[..., None],
    language: str,
) -> None:
    enter(phone, cast.oksana)
    phone.goto(employment(language))
    phone.locator(".actions button[type=submit]").first.click()
    expect(phone.locator("[data-takes-focus]")).to_be_focused()
    choice, typed = (
        phone.locator(f".field:has([name={name}])") for name in ("purpose", "position")
    )
    colour = "(element) => getComputedStyle(element).color"
    words = ".ds-validation-message"
    assert choice.locator(words).evaluate(colour) == typed.locator(words).evaluate(colour)
    red, green, _blue = edge(choice, end=language == "ar")
    assert red - green > RED, "the bar begins beside the question"


def test_the_line_of_an_input_is_as_high_as_the_input(
    employment: Callable[[str], str], cast: Cast, phone: Page, enter: Callable[..., None]
) -> None:
    """Noto Sans Arabic needs 2.112 of its size from the highest to the lowest letter."""
    enter(phone, cast.oksana)
    phone.goto(employment("ar"))
    seen = phone.locator("main input[type=text]:visible").first.evaluate(LINE)
    assert 2.112 * seen["type"] <= seen["line"] <= seen["room"]


@pytest.mark.parametrize(("language", "least"), [("en", 1.3), ("vi", 1.4), ("ar", 1.6)])
def test_headings_leave_room_for_marks(
    employment: Callable[[str], str],
    cast: Cast,
    phone: Page,
    enter: Callable[..., None],
    language: str,
    least: float,
) -> None:
    enter(phone, cast.oksana)
    phone.goto(employment(language))
    assert phone.locator("h1").evaluate(RATIO) >= least - 0.01
