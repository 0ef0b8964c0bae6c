"""What is typed in another script than that of the proceedings, and digits of any script."""

import pytest

from i18n.scripts import is_foreign, language_of, surely_own
from permits import schema
from permits.schema.kinds import kind_of
from permits.schema.model import Question
from tests.applicants.filling import complete_answers
from tests.permits.schema.test_kinds import clean


@pytest.mark.parametrize("text", ["حلب", "Соборності 12", "ТОВ «Зразок Пекарня»", "Halab حلب"])
def test_another_script_is_told_by_its_letters(text: str) -> None:
    assert is_foreign(text, "cs")


@pytest.mark.parametrize("text", ["Plzeň", "Đặng", "Soborna ʼ 12 º", "٤", "", "12/3"])
def test_latin_letters_and_digits_are_not_foreign(text: str) -> None:
    assert not is_foreign(text, "cs")


def test_a_quick_look_takes_no_foreign_letter_for_one_of_its_own() -> None:
    own = surely_own("cs")
    taken = [chr(n) for n in range(0x10000) if own(chr(n))]
    assert len(taken) > 800
    assert not [letter for letter in taken if is_foreign(letter, "cs")]
    assert not surely_own("uk")("Plzeň")


def test_who_reads_a_script_is_known() -> None:
    assert language_of("حلب", "cs") == "ar"
    assert language_of("Львів", "cs") == "uk"
    assert language_of("東京", "cs") == language_of("Plzeň", "cs") == ""


@pytest.mark.parametrize("written_in", ["ar", "cs"])
def test_a_value_in_another_script_waits_and_a_native_name_does_not(
    db: None, written_in: str
) -> None:
    answers = complete_answers("EMP")
    answers["person"]["birth_place"] = "حلب"
    answers["person"]["name"]["native"] = "يوسف"
    parts = schema.review(
        schema.load("EMP", pack="cz"), answers, "cs", answered_in=written_in, check=False
    )
    rows = {row.name: row for part in parts if part.id == "person" for row in part.rows}
    assert rows["birth_place"].untranslated
    assert not rows["name"].untranslated


def test_digits_of_any_script_are_kept_as_latin_ones() -> None:
    typed = {"street": "شارع النيل", "number": "٤", "city": "حلب", "postal_code": "١٢٣"}
    kept = clean("address", typed, params={"country": "CZ"})
    assert kept == typed | {"number": "4", "postal_code": "123"}
    assert clean("text", "٤٢") == "42"


def test_a_country_alone_is_no_address() -> None:
    address = Question(id="q", kind="address", label="Where")
    assert kind_of("address").show(address, {"country": "CZ"}, "cs") == ""
