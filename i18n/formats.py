"""Dates, numbers, money and names of countries, as each language writes them.

Everything comes from CLDR by way of Babel; the tables below are the few places where our
glossary asks for another form. Spaces inside short values are hard, so that they stay on a line.
``language`` defaults to the one being spoken.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale, dates, lists, numbers, units
from django.utils import timezone

from i18n import languages

Number = int | float | Decimal

HARD_SPACE = "\u00a0"
LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, END_OF_ISOLATE = "\u2066", "\u2068", "\u2069"

# Czech and Ukrainian decline a weekday after "from" or "by"; behind the date it never has to be.
_LONG = {
    "cs": "d. MMMM y (EEEE)",
    "en": "EEEE, d MMMM y",
    "uk": "d MMMM y 'р'. (EEEE)",
    "vi": "EEEE, 'ngày' d 'tháng' M 'năm' y",
    "ar": "EEEE، d MMMM ('{levant}') y",
}
_SHORT = {
    "cs": "d. M. y",
    "en": "d MMMM y",
    "uk": "dd.MM.y",
    "vi": "dd/MM/y",
    "ar": "d MMMM ('{levant}') y",
}
# As people type it into a form: figures alone, with their language's signs between them.
_TYPED = {"cs": "d. M. y", "uk": "dd.MM.y", "vi": "dd/MM/y"}
_TYPED_ELSEWHERE = "d/M/y"
# ¤ is the currency's sign in that language, ¤¤ its ISO code.
_MONEY = {"cs": "#,##0 ¤", "en": "¤¤ #,##0"}
_MONEY_ELSEWHERE = "#,##0 ¤¤"


def _locale(language: str | None) -> tuple[str, Locale]:
    code = language or languages.current()
    return code, languages.locale(code)


def _as_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day_long(value: date | datetime, language: str | None = None) -> str:
    """``Monday, 28 December 2026``; Arabic adds the month's name used in the Levant.

    The number of the day never parts from its month.
    """
    return _written_long(_as_day(value), _locale(language)[0])


@lru_cache(maxsize=4096)
def _written_long(day: date, code: str) -> str:
    return _written(day, _LONG.get(code, "full"), code)


def day_short(value: date | datetime, language: str | None = None) -> str:
    """``28. 12. 2026``, ``28 December 2026``, ``28.12.2026``, ``28/12/2026``: never 12/28.

    Arabic names the month as ``day_long`` does.
    """
    return _written_short(_as_day(value), _locale(language)[0])


@lru_cache(maxsize=4096)
def _written_short(day: date, code: str) -> str:
    written = _written(day, _SHORT.get(code, "medium"), code)
    # A second name of the month may go to the next line: whole, the day is wider than a heading.
    return written.replace(" ", HARD_SPACE, 1 if "(" in written else -1)


def _written(day: date, pattern: str, code: str) -> str:
    if "{levant}" in pattern:
        pattern = pattern.format(
            levant=languages.locale("ar_SY").months["format"]["wide"][day.month]
        )
    return dates.format_date(day, pattern, locale=languages.locale(code))


def day_typed(value: date, language: str | None = None) -> str:
    """``27/3/1990``, ``27.03.1990``, ``27. 3. 1990``: what stands in the input of a form."""
    code, cldr = _locale(language)
    pattern = _TYPED.get(code, _TYPED_ELSEWHERE)
    return dates.format_date(value, pattern, locale=cldr)


def month(value: date | datetime, language: str | None = None) -> str:
    """``December 2026``, standing alone."""
    _code, cldr = _locale(language)
    return dates.format_skeleton("yMMMM", _as_day(value), locale=cldr)


def clock_time(value: datetime, language: str | None = None, zone: tzinfo | None = None) -> str:
    """``14:05`` on the office's clock, in 24 hours in every language."""
    local = timezone.localtime(value, zone) if timezone.is_aware(value) else value
    return f"{local:%H:%M}"


def weekday(number: int, language: str | None = None) -> str:
    """The name of a weekday standing alone; 0 is Monday."""
    _code, cldr = _locale(language)
    return cldr.days["stand-alone"]["wide"][number]


def span(start: time, end: time, language: str | None = None) -> str:
    """``08:00–17:00``, in this order in every direction."""
    code, cldr = _locale(language)
    ends = (dates.format_time(each, "HH:mm", locale=cldr) for each in (start, end))
    written = "–".join(ends)
    if languages.direction(code) == "rtl":
        return f"{LEFT_TO_RIGHT_ISOLATE}{written}{END_OF_ISOLATE}"
    return written


def time_of_day(value: time, language: str | None = None) -> str:
    """``08:00``, of a clock on the wall: no zone, no day."""
    _code, cldr = _locale(language)
    return dates.format_time(value, "HH:mm", locale=cldr)


def moment(value: datetime, language: str | None = None, zone: tzinfo | None = None) -> str:
    """Day and time: ``28 December 2026, 14:05``. The time never parts from its day."""
    local = timezone.localtime(value, zone) if timezone.is_aware(value) else value
    code = language or languages.current()
    comma = "،" if code == "ar" else ","
    return f"{_written_short(local.date(), code)}{comma}{HARD_SPACE}{local:%H:%M}"


def number(value: Number, language: str | None = None) -> str:
    """``2 500`` in Czech, ``2,500`` in English; at most three decimals."""
    return _written_number(value, _locale(language)[0])


@lru_cache(maxsize=4096, typed=True)
def _written_number(value: Number, code: str) -> str:
    return numbers.format_decimal(value, locale=languages.locale(code), numbering_system="latn")


def left_to_right(text: str) -> str:
    """Words of a left-to-right script, kept in their order within a sentence of any direction."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{END_OF_ISOLATE}"


def isolated(text: str) -> str:
    """Words of whatever script, kept together within a sentence of any direction."""
    return f"{FIRST_STRONG_ISOLATE}{text}{END_OF_ISOLATE}"


def led(label: object) -> str:
    """A label before what is said of it: with a colon, unless it ends in a sign of its own."""
    text = str(label)
    return text if text.endswith(("?", "؟")) else f"{text}:"


def percent(value: Number, language: str | None = None) -> str:
    """``0.12`` as ``12 %``."""
    _code, cldr = _locale(language)
    return numbers.format_percent(value, locale=cldr, numbering_system="latn")


def money(amount: Number, currency: str, language: str | None = None) -> str:
    """An amount with its ISO 4217 currency; hundredths only where there are some.

    In a right-to-left language the amount stands in an isolate, so that the order of number and
    currency survives.
    """
    return _written_money(amount, currency, _locale(language)[0])


@lru_cache(maxsize=4096)
def _written_money(amount: Number, currency: str, code: str) -> str:
    pattern = _MONEY.get(code, _MONEY_ELSEWHERE)
    if Decimal(str(amount)) % 1:
        pattern = pattern.replace("#,##0", "#,##0.00")
    written = numbers.format_currency(
        amount,
        currency,
        format=pattern,
        locale=languages.locale(code),
        currency_digits=False,
        numbering_system="latn",
    ).replace(" ", HARD_SPACE)
    if languages.direction(code) == "rtl":
        return left_to_right(written)
    return written


@lru_cache(maxsize=32)
def currency_signs(currency: str) -> tuple[str, ...]:
    """How people write a currency: its ISO 4217 code, and its signs; in small letters."""
    signs = {
        numbers.get_currency_symbol(currency, locale=languages.locale(code))
        for code in languages.LANGUAGES
    }
    return tuple(sorted({sign.casefold() for sign in {currency, *signs}}, key=len, reverse=True))


# CLDR keeps these two languages' day counts under the shorter length alone.
_DAYS_LENGTH: dict[str, Literal["short", "long"]] = {"vi": "short", "ar": "short"}

_SIZES = (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3))
# Who has a word for the unit; the others have a short form alone, which in Arabic is letters.
_SIZES_IN_FULL = {
    "byte": {"cs", "en", "uk"},
    "megabyte": {"ar"},
    "gigabyte": {"ar"},
}


def filesize(size: int, language: str | None = None) -> str:
    """A number of bytes as people read it: ``1.5 MB`` (powers of ten, one decimal)."""
    return _written_size(size, _locale(language)[0])


@lru_cache(maxsize=4096)
def _written_size(size: int, code: str) -> str:
    unit, divisor = next(
        ((unit, divisor) for unit, divisor in _SIZES if size >= divisor), ("byte", 1)
    )
    value = round(Decimal(size) / divisor, 1).normalize()
    in_full = code in _SIZES_IN_FULL.get(unit, ())
    length: Literal["short", "long"] = "long" if in_full else "short"
    written = units.format_unit(
        value,
        f"digital-{unit}",
        length=length,
        locale=languages.locale(code),
        numbering_system="latn",
    )
    return written.replace(" ", HARD_SPACE)


def days(count: Number, language: str | None = None) -> str:
    """A length in days with its unit, decimals included: ``1,5 dne``, ``5 dnů``, ``100 يوم``."""
    code, cldr = _locale(language)
    length = _DAYS_LENGTH.get(code, "long")
    written = units.format_unit(
        count, "duration-day", length=length, locale=cldr, numbering_system="latn"
    )
    return written.replace(" ", HARD_SPACE)


def listing(items: Sequence[str], language: str | None = None, *, choice: bool = False) -> str:
    """``a, b and c``, or with ``choice`` ``a, b or c``."""
    _code, cldr = _locale(language)
    return lists.format_list(list(items), style="or" if choice else "standard", locale=cldr)


def language_name(code: str, language: str | None = None) -> str:
    """The name of a language in the language being spoken; its code where CLDR has none."""
    _code, cldr = _locale(language)
    return cldr.languages.get(code.replace("-", "_"), code)
