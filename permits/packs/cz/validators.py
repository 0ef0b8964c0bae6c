"""Checks of Czech numbers, by the name that the forms use.

Each takes what was typed, without blanks, and returns it as it is filed; ValueError carries the
sentence for the person.
"""

import re

from django.utils.translation import gettext_lazy as _


def company_number(typed: str) -> str:
    """IČO: eight digits, the last one a check digit modulo 11 (Act 111/2009, § 24 to 26)."""
    digits = re.sub(r"\s", "", typed)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 8:
        raise ValueError(_("A company number (IČO) has eight digits, for example 00007064."))
    digits = digits.zfill(8)
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=False))
    if int(digits[7]) != (11 - total % 11) % 10:
        raise ValueError(_("This company number (IČO) is not right. Copy it from the contract."))
    return digits


def postal_code(typed: str) -> str:
    """PSČ: five digits, written 120 00."""
    digits = re.sub(r"[\s-]", "", typed)
    if not re.fullmatch(r"[1-7]\d{4}", digits, flags=re.ASCII):
        raise ValueError(_("A postal code (PSČ) has five digits, for example 120 00."))
    return f"{digits[:3]} {digits[3:]}"


def birth_number(typed: str) -> str:
    """Rodné číslo: nine digits (until 1953) or ten divisible by 11, written 900314/1234."""
    digits = re.sub(r"[\s/-]", "", typed)
    if not re.fullmatch(r"\d{9,10}", digits, flags=re.ASCII):
        raise ValueError(_("A birth number has nine or ten digits, for example 905314/1239."))
    odd = int(digits[:9]) % 11 == 10 and digits[9:] == "0"
    if len(digits) == 10 and int(digits) % 11 and not odd:
        raise ValueError(_("This birth number is not right. Copy it from your card."))
    return f"{digits[:6]}/{digits[6:]}"


def vacancy_number(typed: str) -> str:
    """Number of a vacancy in the central register: digits only."""
    digits = re.sub(r"\s", "", typed)
    if not re.fullmatch(r"\d{6,14}", digits, flags=re.ASCII):
        raise ValueError(_("The number of a vacancy has digits only. The employer knows it."))
    return digits


VALIDATORS = {
    "company_number": company_number,
    "postal_code": postal_code,
    "birth_number": birth_number,
    "vacancy_number": vacancy_number,
}
