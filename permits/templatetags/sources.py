"""``{% load sources %}``: under which number a figure's source stands at the foot."""

from django import template

from permits.sources import Sourced, Sources

register = template.Library()


@register.filter
def number_of(sources: Sources, row: Sourced) -> int | None:
    return sources.number_of(row)
