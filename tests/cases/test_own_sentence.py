"""What an officer adds to a request in their own words is asked for as well."""

import pytest
from django.urls import reverse

from accounts.actor import Actor
from cases.actions import Asked, answer, ask
from cases.letters.rendering import write
from cases.models import Case, Letter, Request
from tests.cases.conftest import at
from tests.factories import Cast, signed_in

WORDS = "Napište také, kde bydlí Vaše sestra."
ITEMS = [Asked("missing", "missing", "ACCOM"), Asked("information", "explain")]


@pytest.fixture
def asked(running: Case, novotna: Actor) -> Request:
    return ask(running, ITEMS, legal_basis="law", text=WORDS, actor=novotna, now=at(9, 21))


def page_of(case: Case, cast: Cast) -> str:
    return signed_in(cast.novotna).get(reverse("cases:case", args=[case.pk])).content.decode()


def test_the_officers_panel_shows_it(asked: Request, cast: Cast) -> None:
    assert f">{WORDS}</li>" in page_of(asked.case, cast)


def test_the_history_counts_it(asked: Request, cast: Cast) -> None:
    assert "3 items were requested" in page_of(asked.case, cast)


def test_the_letter_has_it_without_a_title(asked: Request) -> None:
    letter = Letter.objects.get(kind=Letter.Kind.REQUEST, about=asked.pk)
    items = [item for part in write(letter, "cs").parts for item in part.items]
    assert [item.title for item in items if item.original == WORDS] == [""]


def test_the_day_of_an_arabic_answer_is_not_written_from_the_right(
    asked: Request, oksana: Actor, cast: Cast
) -> None:
    answer(asked, text="نعم", documents=[], language="ar", actor=oksana, now=at(9, 22))
    quote = page_of(asked.case, cast).partition("<blockquote")[2].partition("</blockquote>")[0]
    spoken, day = quote.split("<footer")
    assert spoken.count('dir="rtl"') == 1
    assert spoken.rstrip().endswith("</div>")
    assert "dir" not in day
