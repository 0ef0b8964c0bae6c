"""The hand-over slip on paper: one page, in both languages, its code as it was made."""

import pypdfium2
import pytest
from django.test import Client

from accounts.actor import Actor
from i18n.formats import HARD_SPACE
from i18n.languages import using
from support_centre import actions
from support_centre.slip import words_of
from support_centre.slip_printing import slip_pdf
from tests.support_centre.test_slips import slip_of
from tests.support_centre.visitor import Visitor, filed_for
from tests.world import World


def test_the_paper_holds_code_number_and_both_languages(visitor: Visitor, desk: Client):
    desk.post(slip_of(visitor))
    code = desk.session["slip_code"][1]
    pdf = pypdfium2.PdfDocument(desk.get(slip_of(visitor) + "print/").content)
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert f"{code[:4]} {code[4:]}" in text
    assert visitor.case.number in text
    assert "Halyna Bondarenko" in text
    assert len(pdf) == 1


@pytest.mark.parametrize("language", ["uk", "vi", "ar", "en"])
def test_it_is_one_page_with_two_cases(
    language: str, world: World, visitor: Visitor, helper: Actor
) -> None:
    row, code = actions.hand_over(visitor.visit, actor=helper)
    row.centre.name = dict.fromkeys(["cs", language], "Demonstrační centrum pod starým mostem")
    row.centre.address, row.centre.phone = "U Starého mostu 1021/15, Praha 7", "+420 000 000 101"
    cases = [visitor.case, filed_for(world, helper).case]
    paper = pypdfium2.PdfDocument(slip_pdf(row, code, language=language, cases=cases))
    assert len(paper) == 1
    assert f"{code[:4]} {code[4:]}" in paper[0].get_textpage().get_text_range()


@pytest.mark.parametrize("language", ["cs", "uk", "vi", "ar", "en"])
def test_where_the_centre_is_stands_in_no_parentheses(
    language: str, visitor: Visitor, helper: Actor
) -> None:
    row, _code = actions.hand_over(visitor.visit, actor=helper)
    row.centre.address, row.centre.phone = "U Mostu 1, Praha", "+420 000 000 101"
    with using(language):
        letters = words_of(row, []).parts[-1].paragraphs[0]
    assert "U Mostu 1, Praha, +420 000 000 101" in letters.replace(HARD_SPACE, " ")
    assert not {"(", ")"} & set(letters)


@pytest.mark.parametrize("code", ["B3AJ1HDV", "AVTAAWYA"])
def test_pairs_that_lean_together_are_still_four_and_four(
    code: str, visitor: Visitor, helper: Actor
):
    row, _code = actions.hand_over(visitor.visit, actor=helper)
    sheet = pypdfium2.PdfDocument(slip_pdf(row, code, language="uk", cases=[]))
    assert f"{code[:4]} {code[4:]}" in sheet[0].get_textpage().get_text_range()
