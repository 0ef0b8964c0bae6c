"""Papers of the desk: on as few pages as can be, nothing cut in two, codes in their order."""

import pypdfium2
import pytest

from accounts.actor import Actor
from documents.typeset import typeset
from support_centre import actions
from support_centre.actions import Asked
from support_centre.printing import mandate_pdf
from support_centre.restore_printing import slip_pdf
from tests.documents.test_typeset import paper, text
from tests.support_centre.visitor import Visitor
from tests.world import World

LANGUAGES = ["uk", "vi", "ar", "en"]


def pages_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_usual_mandate_is_one_page(language: str, visitor: Visitor) -> None:
    visitor.mandate.language = language
    assert len(pages_of(mandate_pdf(visitor.mandate))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_signs_sees_what_they_sign(language: str, visitor: Visitor, helper: Actor) -> None:
    """However long it is, the signature is never alone on a page."""
    every = Asked(("file", "answer", "change", "withdraw", "explain"), 7, language)
    mandate, _code = actions.offer(visitor.visit, every, actor=helper)
    last = pages_of(mandate_pdf(mandate))[-1]
    assert {"Moje", "Datum"} <= set(last.split())


@pytest.mark.parametrize("said", ["UTO-1234/ZM-2026", "new-password"])
def test_a_case_number_and_an_address_are_not_cut_at_a_hyphen(said: str) -> None:
    """Czech prints a hyphen at which a line ends once more on the next."""
    times = set()
    for length in range(30):
        words = f"{'x' * length} UTO-1234/ZM-2026 http://localhost/cs/centre/new-password/"
        side = text("cs", "ltr", words)
        pages = pages_of(typeset("desk", paper(binding=side, reader=side)))
        times.add("".join(pages).count(said))
    assert len(times) == 1


@pytest.mark.parametrize("language", ["cs", "ar"])
def test_the_code_of_a_new_password_is_read_from_left_to_right(language: str, world: World) -> None:
    """A group that begins with a digit would change places in Arabic."""
    row, _code = actions.confirm_restoration(
        world.restoration, actor=Actor.for_user(world.colleague)
    )
    row.mandate.language = language
    printed = "".join(pages_of(slip_pdf(row, "1234ABCD")))
    assert printed.count("1234 ABCD") == (1 if language == "cs" else 2)
