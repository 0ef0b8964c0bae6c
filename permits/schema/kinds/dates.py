"""Dates, typed in any of the ways in which people write them."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel import Locale
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from i18n.formats import day_long, day_short, day_typed, left_to_right
from permits.schema.kinds.base import (
    Context,
    Inputs,
    Invalid,
    Kind,
    Part,
    latin_digits,
    tidy,
)
from permits.schema.model import Question

AN_EXAMPLE = date(1990, 3, 27)
A_LAST_DAY = date(2031, 3, 27)


class Date(Kind):
    """Stored as YYYY-MM-DD. ``params``: ``past`` or ``future`` (today counts as either).

    ``earliest`` and ``latest``: ``{period, message}``, how long before or after today the day may
    be, by a period of the pack, and what to do otherwise. ``%(day)s`` in the message is the last
    or the first day on which the answer is taken.
    """

    name = "date"

    def parts(self, question: Question) -> tuple[Part, ...]:
        return (
            Part(
                autocomplete=question.params.get("autocomplete", ""),
                direction="ltr",
                width="short",
            ),
        )

    def example(self, question: Question) -> str:
        return day_typed(read_date(question.example)) if question.example else ""

    def edit(self, question: Question, value: Any) -> dict[str, str]:
        return {"": typed_date(value)}

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        day = read_date(inputs.get("", ""))
        if question.params.get("past") and day > context.today:
            raise Invalid(_("This date cannot be in the future."))
        if question.params.get("future") and day < context.today:
            raise Invalid(_("This date cannot be in the past."))
        _bounded(question, day, context)
        return day.isoformat()

    def show(self, question: Question, value: Any, language: str) -> str:
        return shown_date(value, language)


def _bounded(question: Question, day: date, context: Context) -> None:
    for name, sign in (("earliest", 1), ("latest", -1)):
        if name not in question.params:
            continue
        period, message = (question.params[name][key] for key in ("period", "message"))
        allowed = day + sign * timedelta(days=context.periods[period])
        if sign * (context.today - allowed).days > 0:
            raise Invalid(gettext(message) % {"day": day_long(allowed)})


def read_date(typed: str) -> date:
    """The day meant by what was typed: 1.2.1990, 1990-02-01, 01021990, ١/٢/١٩٩٠, 1 February 1990.

    The day stands before the month unless the year comes first. Raises Invalid.
    """
    text = latin_digits(tidy(typed)).casefold()
    numbers = [int(n) for n in re.findall(r"\d{1,8}", text)]
    digits = re.sub(r"\D", "", text)
    if len(numbers) == 2 and (month := _month_in(text)):
        numbers.insert(1, month)
    elif len(numbers) == 1 and len(digits) == 8:
        numbers = [int(digits[0:2]), int(digits[2:4]), int(digits[4:8])]
    if len(numbers) != 3:
        text = gettext("Write the date as day, month and year, for example %(day)s.")
        raise Invalid(text % {"day": day_typed(AN_EXAMPLE)})
    day, month, year = numbers if numbers[0] < 1000 else reversed(numbers)
    if year < 1000:
        raise Invalid(_("Write the year with four digits, for example 1990."))
    try:
        found = date(year, month, day)
    except ValueError:
        raise Invalid(_("There is no such day in the calendar. Check day and month.")) from None
    if not 1880 <= found.year <= 2200:
        raise Invalid(_("Check the year."))
    return found


def _an_example() -> str:
    return f"{gettext('For example')}: {left_to_right(day_typed(A_LAST_DAY))}"


FOR_EXAMPLE = lazy(_an_example, str)()
"""How a last day of validity is typed, in whatever language it is shown."""


def typed_date(value: Any) -> str:
    """A stored date as one types it in this language; what is not (yet) a date as it was."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return value if isinstance(value, str) else ""
    return day_typed(day)


def shown_date(value: Any, language: str) -> str:
    """A stored date as that language writes it; what is not a date as it was typed."""
    try:
        return day_short(date.fromisoformat(value), language)
    except (TypeError, ValueError):
        return value if isinstance(value, str) else ""


def _month_in(text: str) -> int:
    words = re.findall(r"[^\W\d_]+", text)
    return next((_months()[word] for word in words if word in _months()), 0)


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for code, _name in settings.LANGUAGES:
        months = Locale.parse(code).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    word = str(name).casefold().rstrip(".")
                    if re.fullmatch(r"[^\W\d_]+", word):
                        found.setdefault(word, int(number))
    return found
