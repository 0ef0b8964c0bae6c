"""Filling in a form as a careful person would: a right answer to everything that is asked."""

import io
from datetime import timedelta
from typing import Any

from django.utils import timezone
from PIL import Image

from permits import schema
from permits.schema.inputs import ROW, named
from permits.schema.model import Group, Question, Section

ZONE = "P<UTOSHEVCHENKO<<OKSANA<<<<<<<<<<<<<<<<<<<<<\nUT12345000UKR9003141F2906302<<<<<<<<<<<<<<<2"
BY_PART = {
    "family": "Shevchenko",
    "given": "Oksana",
    "native": "Шевченко Оксана",
    "previous": "",
    "other": "",
    "street": "Dlouhá",
    "number": "12",
    "city": "Praha",
    "postal_code": "120 00",
    "country": "UA",
    "name": "Řemesla s. r. o.",
    "company_number": "00007064",
    "issuer": "UTO",
    "valid_until": "30.6.2029",
    "mrz": "",
}
BY_KIND = {
    "text": "зварювальник",
    "longtext": "Перший рядок\nДругий рядок",
    "country": "UA",
    "yesno": "no",
    "phone": "+420 601 123 456",
    "email": "oksana@example.org",
    "date": "14.3.1990",
    "money": "32 000",
}
BY_ID = {
    "vacancy_number": "31234560789",
    "birth_place": "Lviv",
    "weekly_hours": "40",
    "wanted_until": "30.6.2028",
    "sponsor_since": "1.9.2023",
}


def answer(question: Question, part: str) -> str:
    if question.kind == "travel_document" and part == "number":
        return "UT1234500"
    if part == "company_number" and question.params["validator"] == "guild_number":
        return "AAAAA"
    if part:
        return BY_PART[part]
    if question.id == "card_valid_until":  # within the weeks in which one may apply
        return (timezone.localdate() + timedelta(days=60)).isoformat()
    if question.kind == "choice":
        return question.options[0].value
    return BY_ID.get(question.id) or BY_KIND[question.kind]


def filled(section: Section, **changes: str) -> dict[str, str]:
    """The inputs of a whole section, groups with one row each."""
    inputs: dict[str, str] = {}
    for item in section.items:
        prefix = f"{item.id}.row1." if isinstance(item, Group) else ""
        if isinstance(item, Group):
            inputs[prefix + ROW] = "1"
        for question in item.items if isinstance(item, Group) else (item,):
            for part, name in named(prefix, question):
                inputs[name] = answer(question, part)
    return {**inputs, **changes}


def complete_answers(code: str, pack: str = "cz") -> dict[str, Any]:
    """Answers to everything, as they are stored."""
    answers: dict[str, Any] = {}
    for section in schema.load(code, pack=pack).sections:
        answers[section.id] = schema.bind(section, answers, filled(section)).stored()
    return answers


def photo(colour: str = "navy") -> bytes:
    """A small JPEG, as from a phone."""
    out = io.BytesIO()
    Image.new("RGB", (120, 160), colour).save(out, "JPEG")
    return out.getvalue()
