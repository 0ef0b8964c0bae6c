"""Travel documents and employers."""

from typing import Any

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from i18n.languages import said
from permits import mrz
from permits.schema import countries
from permits.schema.kinds.base import (
    Context,
    Inputs,
    Invalid,
    Kind,
    Part,
    Text,
    compact,
    held,
    one_line,
)
from permits.schema.kinds.dates import FOR_EXAMPLE, read_date, shown_date, typed_date
from permits.schema.kinds.places import CHOOSE_COUNTRY, Address, address, shown_address
from permits.schema.kinds.text import validated
from permits.schema.model import Question

VALID_UNTIL = gettext_noop("valid until %(day)s")
MRZ_ERRORS = {
    "shape": _("These are not the two or three lines at the foot of the passport page."),
    "number": _("The document number and its check digit do not agree. Compare the lines again."),
    "birth": _("The date of birth and its check digit do not agree. Compare the lines again."),
    "expiry": _("The date of expiry and its check digit do not agree. Compare the lines again."),
    "optional": _("The second line and its check digits do not agree. Compare the lines again."),
    "composite": _("The last check digit does not agree. Compare the lines again."),
}


class TravelDocument(Kind):
    """Number, issuing state and last day of validity. Pasted lines of the zone fill them in."""

    name = "travel_document"
    PARTS = (
        Part(
            "mrz",
            _("Lines at the foot of the passport page"),
            control="textarea",
            direction="ltr",
            optional=True,
            help=_("Paste or type the lines with the signs <<<. They fill in the rest."),
            answers_others=True,
        ),
        Part("number", _("Document number"), direction="ltr", width="medium"),
        Part("issuer", _("Issuing state"), control="select", countries=True),
        Part("valid_until", _("Valid until"), direction="ltr", help=FOR_EXAMPLE, width="short"),
    )

    def parts(self, question: Question) -> tuple[Part, ...]:
        return self.PARTS

    def choices(self, question: Question, part: Part) -> list[tuple[str, str]]:
        return countries.choices(people=True) if part.countries else []

    def edit(self, question: Question, value: Any) -> dict[str, str]:
        inputs = super().edit(question, value)
        inputs["valid_until"] = typed_date(inputs["valid_until"])
        return inputs

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        typed = dict(inputs)
        errors: dict[str, Text] = {}
        if typed.get("mrz", "").strip():
            try:
                typed |= filled_by(mrz.parse(typed["mrz"], today=context.today))
            except mrz.MrzError as error:
                errors["mrz"] = MRZ_ERRORS[error.reason]
        value = {"number": compact(typed.get("number", ""))}
        value["issuer"] = countries.canonical(typed.get("issuer", ""))
        if not value["number"]:
            errors["number"] = _("Write the number of the document.")
        if not value["issuer"]:
            errors["issuer"] = CHOOSE_COUNTRY
        try:
            value["valid_until"] = read_date(typed.get("valid_until", "")).isoformat()
        except Invalid as invalid:
            errors["valid_until"] = invalid.errors[""]
        if not errors and value["valid_until"] < context.today.isoformat():
            errors["valid_until"] = _("This document has expired. You need a valid one to apply.")
        if errors:
            raise Invalid(errors)
        return value

    def show(self, question: Question, value: Any, language: str) -> str:
        parts = held(value)
        lines = [parts.get("number"), countries.name(parts.get("issuer"), language)]
        if until := parts.get("valid_until"):
            day = shown_date(until, language)
            lines.append(said(VALID_UNTIL, language) % {"day": day})
        return "\n".join(filter(None, lines))


def filled_by(zone: mrz.Mrz) -> dict[str, str]:
    """The inputs of a travel document that a zone answers."""
    answered = {
        "mrz": "",
        "number": zone.number,
        "issuer": countries.canonical(zone.issuer),
        "valid_until": typed_date(zone.valid_until),
    }
    return {part: text for part, text in answered.items() if text or part == "mrz"}


class Employer(Kind):
    """An organisation with its number in the pack's register and its address.

    ``params``: ``validator`` (the pack's check of the number), ``number_label`` (what the number
    is called), ``country`` and ``postal_code`` as for addresses.
    """

    name = "employer"

    def parts(self, question: Question) -> tuple[Part, ...]:
        named = Part("name", _("Name of the organisation"), autocomplete="organization")
        rest = Address.PARTS[:-1] if question.params.get("country") else Address.PARTS
        if not question.params.get("validator"):
            return (named, *rest)
        label = question.params.get("number_label", "")
        number = Part(
            "company_number",
            gettext(label) if label else _("Company number"),
            direction="ltr",
            inputmode="numeric",
            width="short",
            optional=not question.params.get("number_required", False),
        )
        return (named, number, *rest)

    def choices(self, question: Question, part: Part) -> list[tuple[str, str]]:
        return countries.choices() if part.countries else []

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        value, errors = address(question, inputs, context)
        value = {"name": one_line(inputs.get("name", "")), **value}
        check = question.params.get("validator")
        number = compact(inputs.get("company_number", ""))
        if check and number:
            try:
                value["company_number"] = validated(number, check, context, "company_number")
            except Invalid as invalid:
                errors |= invalid.errors
        elif check and question.params.get("number_required"):
            errors["company_number"] = _("Write the number; it stands on the contract.")
        if not value["name"]:
            errors["name"] = _("Write the name of the organisation.")
        if errors:
            raise Invalid(errors)
        return value

    def show(self, question: Question, value: Any, language: str) -> str:
        parts = held(value)
        where = shown_address(parts, question.params.get("country", ""), language)
        return "\n".join(filter(None, (parts.get("name"), parts.get("company_number"), where)))
