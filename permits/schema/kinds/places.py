"""Countries and addresses."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from permits.schema import countries
from permits.schema.kinds.base import (
    Context,
    Inputs,
    Invalid,
    Kind,
    Part,
    Text,
    held,
    latin_digits,
    one_line,
)
from permits.schema.kinds.text import validated
from permits.schema.model import Question

CHOOSE_COUNTRY = _("Choose a country from the list.")


class Country(Kind):
    """Stored as the two-letter code (or a code of ICAO 9303 for people without a state)."""

    name = "country"

    def parts(self, question: Question) -> tuple[Part, ...]:
        return (Part(control="select", countries=True, autocomplete=_autocomplete(question)),)

    def choices(self, question: Question, part: Part) -> list[tuple[str, str]]:
        return countries.choices(people=bool(question.params.get("people")))

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        code = countries.canonical(inputs.get("", ""))
        if not code:
            raise Invalid(CHOOSE_COUNTRY)
        return code

    def show(self, question: Question, value: Any, language: str) -> str:
        return countries.name(value, language)


class Address(Kind):
    """Street, number, city, postal code, country. ``params.country`` fixes the country.

    A village may have no streets and a country no postal codes: city and country are enough.
    ``params.postal_code`` names the pack's check for the fixed country. ``params.own``: the person
    lives there or gets letters there.
    """

    name = "address"
    PARTS = (
        Part("street", _("Street"), autocomplete="address-line1", optional=True),
        Part("number", _("House number"), direction="ltr", width="short", optional=True),
        Part("city", _("Town or village"), autocomplete="address-level2"),
        Part(
            "postal_code",
            _("Postal code"),
            autocomplete="postal-code",
            direction="ltr",
            width="short",
            optional=True,
        ),
        Part(
            "country",
            _("Country"),
            control="select",
            countries=True,
            autocomplete="country",
        ),
    )

    def parts(self, question: Question) -> tuple[Part, ...]:
        return self.PARTS[:-1] if question.params.get("country") else self.PARTS

    def choices(self, question: Question, part: Part) -> list[tuple[str, str]]:
        return countries.choices() if part.countries else []

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        value, errors = address(question, inputs, context)
        if not value.get("city"):
            errors["city"] = _("Write the town or village.")
        if "country" in {part.name for part in self.parts(question)} and not value.get("country"):
            errors["country"] = CHOOSE_COUNTRY
        if question.params.get("own") and (why := context.house(value)):
            errors["street" if value.get("street") else "city"] = why
        if errors:
            raise Invalid(errors)
        return value

    def show(self, question: Question, value: Any, language: str) -> str:
        return shown_address(held(value), question.params.get("country", ""), language)


def address(
    question: Question, inputs: Inputs, context: Context
) -> tuple[dict[str, str], dict[str, Text]]:
    """What was typed of an address, tidied, and what is wrong with it (by part)."""
    value: dict[str, str] = {}
    errors: dict[str, Text] = {}
    for part in ("street", "number", "city"):
        if text := one_line(inputs.get(part, "")):
            value[part] = latin_digits(text) if part == "number" else text
    check = question.params.get("postal_code")
    if code := latin_digits(one_line(inputs.get("postal_code", ""))):
        value["postal_code"] = code
        if check:
            try:
                value["postal_code"] = validated(code, check, context, "postal_code")
            except Invalid as invalid:
                errors |= invalid.errors
    if typed := inputs.get("country", "").strip():
        if code := countries.canonical(typed):
            value["country"] = code
        else:
            errors["country"] = CHOOSE_COUNTRY
    return value, errors


def shown_address(parts: Mapping[str, str], country: str, language: str) -> str:
    """The lines of an address; ``country`` is that of one which names none.

    A country alone is often preset, and no address.
    """
    line = " ".join(filter(None, (parts.get("street"), parts.get("number"))))
    town = " ".join(filter(None, (parts.get("postal_code"), parts.get("city"))))
    if not (line or town):
        return ""
    land = countries.name(parts.get("country") or country, language)
    return "\n".join(filter(None, (line, town, land)))


def _autocomplete(question: Question) -> str:
    return str(question.params.get("autocomplete", ""))
