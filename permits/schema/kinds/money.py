"""Amounts of money: typed with any sign between the figures, shown as each language writes them."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from i18n import formats, languages
from permits.schema.kinds.base import Context, Inputs, Invalid, Kind, Part, latin_digits, tidy
from permits.schema.model import Question

MOST_DIGITS = 12
_NO_HUNDREDTHS = re.compile(r"[.,]\s*[-–—]+$")  # 32000,-
_ARABIC = str.maketrans({"٬": ",", "٫": ".", "،": ","})
_GROUPED = r"\d{1,3}(?:[ '’]\d{3})+|\d{1,3}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|\d+"


class Money(Kind):
    """Stored as figures with a point: ``32000``, ``32000.50``. ``params.currency`` is ISO 4217."""

    name = "money"

    def parts(self, question: Question) -> tuple[Part, ...]:
        return (Part(inputmode="decimal", direction="ltr", width="medium"),)

    def example(self, question: Question) -> str:
        if not question.example:
            return ""
        return self.show(question, question.example, languages.current())

    def edit(self, question: Question, value: Any) -> dict[str, str]:
        amount = _stored(value)
        typed = value if isinstance(value, str) else ""
        return {"": typed if amount is None else formats.number(amount)}

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        amount = read_amount(inputs.get("", ""), question.params["currency"])
        if amount is None:
            text = gettext("Write the amount in figures, for example %(amount)s.")
            raise Invalid(text % {"amount": self.example(question)})
        return str(amount)

    def show(self, question: Question, value: Any, language: str) -> str:
        amount = _stored(value)
        if amount is None:
            return value if isinstance(value, str) else ""
        return formats.money(amount, question.params["currency"], language)


def read_amount(typed: str, currency: str) -> Decimal | None:
    """The amount meant: 32000, 32 000, 32.000, 32,000, 1.020.000,50, ٣٢٬٠٠٠; None if none is clear.

    A single point or comma before three figures parts thousands, before one or two it parts
    hundredths: money has no thousandths. Where both stand, the last one parts hundredths. The
    currency may stand before or behind, by its code or its sign in any of our languages.
    """
    figures = " ".join(latin_digits(tidy(typed)).translate(_ARABIC).casefold().split())
    for sign in formats.currency_signs(currency):
        figures = figures.removeprefix(sign).removesuffix(sign).strip()
    figures = _NO_HUNDREDTHS.sub("", figures)
    found = re.fullmatch(rf"(?P<whole>{_GROUPED})(?:(?P<sign>[.,])(?P<rest>\d\d?))?", figures)
    if not found or (found["sign"] and found["sign"] in found["whole"]):
        return None
    whole = re.sub(r"\D", "", found["whole"])
    if len(whole) > MOST_DIGITS or re.match(r"0[.,]", found["whole"]):
        return None
    return Decimal(f"{int(whole)}.{found['rest']}" if found["rest"] else str(int(whole)))


def _stored(value: Any) -> Decimal | None:
    plain = isinstance(value, str) and re.fullmatch(r"\d{1,12}(\.\d\d?)?", value, re.ASCII)
    return Decimal(value) if plain else None
