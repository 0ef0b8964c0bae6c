"""Ways to reach a person."""

from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from permits.schema.kinds.base import (
    Context,
    Inputs,
    Invalid,
    Kind,
    Part,
    latin_digits,
    one_line,
)
from permits.schema.model import Question


class Phone(Kind):
    """Stored as E.164. Without a country code it is a number of ``params.region``."""

    name = "phone"

    def parts(self, question: Question) -> tuple[Part, ...]:
        return (Part(autocomplete="tel", inputmode="tel", direction="ltr", width="medium"),)

    def edit(self, question: Question, value: Any) -> dict[str, str]:
        return {"": as_dialled(value)}

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        typed = latin_digits(one_line(inputs.get("", "")))
        try:
            number = phonenumbers.parse(typed, question.params.get("region"))
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise Invalid(
                _("Write the number with its country code, for example +420 601 123 456.")
            )
        dialled: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return own(self.name, dialled, context)

    def show(self, question: Question, value: Any, language: str) -> str:
        return as_dialled(value)


def as_dialled(value: Any) -> str:
    """A stored number with the blanks of its country; what is no number as it is."""
    if not isinstance(value, str):
        return ""
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    if f"+{number.country_code}{phonenumbers.national_significant_number(number)}" != value:
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


class Email(Kind):
    """An address that could exist."""

    name = "email"

    def parts(self, question: Question) -> tuple[Part, ...]:
        return (Part(autocomplete="email", inputmode="email", direction="ltr"),)

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        value = one_line(inputs.get("", "")).replace(" ", "")
        try:
            validate_email(value)
        except ValidationError:
            raise Invalid(_("Write the whole address, for example name@example.org.")) from None
        return own(self.name, value, context)


def own(kind: str, value: str, context: Context) -> str:
    """The contact, when it may be the person's own; raises Invalid for one of a helper."""
    if why := context.reserved(kind, value):
        raise Invalid(why)
    return value
