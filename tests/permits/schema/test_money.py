"""Amounts: typed as people write them, kept as figures, read as each language writes them."""

import pytest
from django.conf import settings
from django.utils.translation import override

from permits import schema
from permits.schema.kinds import Context, Invalid, kind_of
from permits.schema.model import Question
from tests.applicants.filling import complete_answers

MONEY = kind_of("money")
PAY = Question(id="pay", kind="money", label="Pay", example="32000", params={"currency": "CZK"})


def kept(typed: str) -> str:
    return str(MONEY.clean(PAY, {"": typed}, Context()))


@pytest.mark.parametrize(
    "typed",
    [
        "32000", "32 000", "32\xa0000", "32\u202f000", "32.000", "32,000", "32'000", "32’000",
        " 32000 ", "32 000 Kč", "CZK 32,000", "32000,-", "32 000,– Kč", "٣٢٠٠٠", "٣٢٬٠٠٠", "۳۲۰۰۰",
    ],
)  # fmt: skip
def test_thousands_may_be_parted_in_any_way(typed: str) -> None:
    assert kept(typed) == "32000"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("32000,50", "32000.50"), ("32.000,5", "32000.5"), ("32,000.50", "32000.50"),
        ("1.020.000", "1020000"), ("1 020 000,00", "1020000.00"), ("٣٢٬٠٠٠٫٥٠", "32000.50"),
        ("134,40", "134.40"), ("0,50", "0.50"),
    ],
)  # fmt: skip
def test_hundredths_have_one_or_two_figures(typed: str, amount: str) -> None:
    assert kept(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["a lot", "32 00", "32.0000", "3200,000", "1.02,000", "0.500", "-5", "32,000,5.1", "9" * 13],
)
def test_what_is_not_clear_is_asked_again_with_an_example(typed: str) -> None:
    with pytest.raises(Invalid) as refused, override("en"):
        kept(typed)
    assert "CZK\xa032,000" in str(refused.value.errors[""])


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "CZK\xa032,000"),
        ("cs", "32\xa0000\xa0Kč"),
        ("uk", "32\xa0000\xa0CZK"),
        ("vi", "32.000\xa0CZK"),
        ("ar", "\u206632,000\xa0CZK\u2069"),
    ],
)
def test_it_is_read_as_the_reader_writes_it(language: str, shown: str) -> None:
    assert MONEY.show(PAY, "32000", language) == shown


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("amount", ["32000", "1020000", "134.40", "7"])
def test_what_stands_in_the_field_is_understood_again(language: str, amount: str) -> None:
    with override(language):
        assert float(kept(MONEY.edit(PAY, amount)[""])) == float(amount)


def test_what_was_typed_before_and_is_no_amount_stays_as_it_was() -> None:
    assert MONEY.show(PAY, "about 30000", "en") == "about 30000"
    assert MONEY.edit(PAY, "about 30000") == {"": "about 30000"}


def test_the_review_reads_the_pay_back_with_its_currency(db: None) -> None:
    form = schema.load("EMP", pack="cz")
    parts = schema.review(form, complete_answers("EMP"), "cs", check=False)
    pay = next(row for part in parts for row in part.rows if row.question_id == "monthly_pay")
    assert pay.value == "32\xa0000\xa0Kč"
