"""``{% load formats %}``: the only way a template writes a date, a number or an amount.

An absent value (None or an empty string) renders as nothing.
"""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from i18n import countries, formats, languages

register = template.Library()
NUMBER_OF_A_CASE = re.compile(r"\S*\d\S*/\S*\d+")


@register.filter
def unbroken(value: str) -> SafeString:
    """Words in which the number of a case stays on one line; a browser breaks it at its hyphens."""
    escaped = str(conditional_escape(value))
    return mark_safe(NUMBER_OF_A_CASE.sub(r'<bdi class="nowrap">\g<0></bdi>', escaped))  # noqa: S308 - escaped


@register.filter
def day_long(value: date | None) -> str:
    return formats.day_long(value) if value else ""


@register.filter
def day_short(value: date | None) -> str:
    return formats.day_short(value) if value else ""


@register.filter
def month(value: date | None) -> str:
    return formats.month(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    return formats.moment(value) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    return formats.clock_time(value) if value else ""


@register.filter
def money(amount: formats.Number | None, currency: str) -> str:
    return "" if amount is None or amount == "" else formats.money(amount, currency)


@register.filter
def number(value: formats.Number | None) -> str:
    return "" if value is None or value == "" else formats.number(value)


@register.filter
def percent(value: formats.Number | None) -> str:
    return "" if value is None or value == "" else formats.percent(value)


@register.filter
def filesize(size: int | None) -> str:
    return "" if size is None else formats.filesize(size)


@register.filter
def days(count: formats.Number | None) -> str:
    return "" if count is None else formats.days(count)


@register.filter
def country(code: str | None) -> str:
    return countries.country(code) if code else ""


@register.filter
def name_of_language(code: str | None) -> str:
    """Not ``language_name``: Django has a filter of that name, which always speaks English."""
    return formats.language_name(code) if code else ""


@register.filter
def own_name(code: str) -> str:
    return languages.own_name(code)


@register.filter
def direction(code: str) -> str:
    return languages.direction(code)


@register.filter
def listing(items: list[Any]) -> str:
    return formats.listing([str(item) for item in items])


@register.filter
def isolate(value: object) -> SafeString:
    """A value whose direction must not disturb its surroundings: case numbers, names, terms."""
    return format_html("<bdi>{}</bdi>", value)
