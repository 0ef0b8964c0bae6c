"""Dates, numbers and money in every language, as the glossary has them."""

import datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

from i18n import countries, formats, languages
from i18n.collation import sort_key

MONDAY = datetime.date(2026, 12, 28)
AFTERNOON = datetime.datetime(2026, 12, 28, 13, 5, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("cs", "28.\u00a0prosince 2026 (pondělí)"),
        ("en", "Monday, 28\u00a0December 2026"),
        ("uk", "28\u00a0грудня 2026\u202fр. (понеділок)"),
        ("vi", "Thứ Hai, ngày\u00a028 tháng\u00a012 năm\u00a02026"),
        ("ar", "الاثنين، 28\u00a0ديسمبر (كانون الأول) 2026"),
    ],
)
def test_a_day_in_full_names_its_weekday(language: str, written: str):
    assert formats.day_long(MONDAY, language) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("cs", "28.\u00a012.\u00a02026"),
        ("en", "28\u00a0December\u00a02026"),
        ("uk", "28.12.2026"),
        ("vi", "28/12/2026"),
        ("ar", "28\u00a0ديسمبر (كانون الأول) 2026"),
    ],
)
def test_a_short_day_keeps_together_and_cannot_be_misread(language: str, written: str):
    assert formats.day_short(MONDAY, language) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("cs", "2\u00a0500\u00a0Kč"),
        ("en", "CZK\u00a02,500"),
        ("uk", "2\u00a0500\u00a0CZK"),
        ("vi", "2.500\u00a0CZK"),
        ("ar", "\u20662,500\u00a0CZK\u2069"),
    ],
)
def test_money_keeps_its_currency_beside_it(language: str, written: str):
    assert formats.money(2500, "CZK", language) == written


def test_hundredths_are_written_where_there_are_some():
    assert formats.money(Decimal("12.50"), "EUR", "en") == "EUR\u00a012.50"
    assert formats.money(Decimal("12.00"), "EUR", "en") == "EUR\u00a012"


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("cs", ["1 den", "2 dny", "5 dnů", "1,5 dne"]),
        ("en", ["1 day", "2 days", "5 days", "1.5 days"]),
        ("uk", ["1 день", "2 дні", "5 днів", "1,5 дня"]),
        ("vi", ["1 ngày", "2 ngày", "5 ngày", "1,5 ngày"]),
        ("ar", ["يوم", "يومان", "5 أيام", "1.5 يوم"]),
    ],
)
def test_lengths_in_days_decline_also_with_decimals(language: str, counts: list[str]):
    written = [formats.days(number, language) for number in (1, 2, 5, 1.5)]
    assert written == [count.replace(" ", "\u00a0") for count in counts]


def test_arabic_days_follow_every_plural_form():
    assert formats.days(11, "ar") == "11\u00a0يومًا"
    assert formats.days(100, "ar") == "100\u00a0يوم"


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_digits_are_0_to_9_everywhere(language: str):
    written = (
        formats.day_long(MONDAY, language)
        + formats.moment(AFTERNOON, language)
        + formats.number(1234.5, language)
        + formats.filesize(20_400_000, language)
    )
    assert {digit for digit in written if digit.isdigit()} <= set("0123456789")


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_a_moment_is_told_by_the_office_s_clock_in_24_hours(language: str):
    assert formats.moment(AFTERNOON, language).endswith("\u00a014:05")


def test_sizes_of_files():
    assert formats.filesize(20_400_000, "en") == "20.4\u00a0MB"
    assert formats.filesize(20_400_000, "cs") == "20,4\u00a0MB"
    assert formats.filesize(12, "en") == "12\u00a0bytes"
    assert formats.filesize(512, "ar") == "512\u00a0بايت"
    assert formats.filesize(3_000_000, "ar") == "3\u00a0ميغابايت"
    assert formats.filesize(18_000, "ar") == "18\u00a0كيلوبايت"


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.parametrize("size", [0, 1, 12, 18_000, 20_400_000, 3 * 10**9])
def test_every_size_has_a_word_in_every_language(language: str, size: int):
    assert "digital" not in formats.filesize(size, language)


def test_lists_end_with_the_language_s_own_conjunction():
    assert formats.listing(["a", "b", "c"], "cs") == "a, b a\u00a0c"
    assert formats.listing(["a", "b"], "en", choice=True) == "a or b"


def test_countries_by_two_or_three_letters_and_the_specimen_issuer():
    assert countries.country("UA", "cs") == "Ukrajina"
    assert countries.country("VNM", "uk") == "Вʼєтнам"
    assert countries.country("UTO", "en") == "Utopia"
    assert countries.country("??", "en") == "??"


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_every_country_has_a_name_in_every_language(language: str):
    nameless = [code for code, name in countries.choices(language) if name == code]
    assert nameless == []


def test_alphabets_are_the_readers_own():
    czech = ["cihla", "čáp", "dům", "hora", "chalupa", "ihned", "zima", "žena"]
    assert sorted(set(czech), key=lambda word: sort_key(word, "cs")) == czech
    vietnamese = ["an", "ăn", "âm", "dao", "đao", "ô", "ơ"]
    assert sorted(set(vietnamese), key=lambda word: sort_key(word, "vi")) == vietnamese
    ukrainian = ["гора", "ґанок", "ера", "єдність", "ива", "ім’я", "їжак"]
    assert sorted(set(ukrainian), key=lambda word: sort_key(word, "uk")) == ukrainian


def test_templates_write_nothing_for_what_is_absent():
    page = Template(
        "{% load formats %}[{{ x|day_long }}{{ x|money:'CZK' }}{{ x|moment }}{{ x|country }}]"
    )
    assert page.render(Context({"x": None})) == "[]"


def test_templates_format_in_the_language_being_spoken():
    page = Template("{% load formats %}{{ day|day_short }}|{{ fee|money:'CZK' }}|{{ zero|number }}")
    with languages.using("vi"):
        written = page.render(Context({"day": MONDAY, "fee": 2500, "zero": 0}))
    assert written == "28/12/2026|2.500\u00a0CZK|0"


def test_directions():
    assert {code: languages.direction(code) for code in languages.LANGUAGES} == {
        "cs": "ltr",
        "en": "ltr",
        "uk": "ltr",
        "vi": "ltr",
        "ar": "rtl",
    }


def test_the_number_of_a_case_stays_on_one_line_and_nothing_gets_through():
    page = Template("{% load formats %}{{ subject|unbroken }}")
    shown = page.render(Context({"subject": "Granted: OAM-24-1/ZM-2026 <b>"}))
    assert shown == 'Granted: <bdi class="nowrap">OAM-24-1/ZM-2026</bdi> &lt;b&gt;'
    assert page.render(Context({"subject": "One sentence"})) == "One sentence"


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("cs", "27. 3. 1990"),
        ("en", "27/3/1990"),
        ("uk", "27.03.1990"),
        ("vi", "27/03/1990"),
        ("ar", "27/3/1990"),
    ],
)
def test_a_date_in_a_form_is_typed_as_its_language_types_it(language: str, typed: str):
    assert formats.day_typed(datetime.date(1990, 3, 27), language) == typed
