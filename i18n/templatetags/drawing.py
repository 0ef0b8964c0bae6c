"""``{% load drawing %}``: what is the same on many pages, or in many rows, is drawn once a process.

``{% once role=actor.role %} … {% slot user.name %} … {% endonce %}`` draws what is inside when
first wanted in a language and for a role, and repeats it; only the slots are filled each time.
Around them nothing is known but the language and the named values, so that nothing personal can be
kept by mistake. Values must be few: a code or a yes, never an id or an address.
"""

import re
from typing import Any

from django import template
from django.template.base import (
    FilterExpression,
    NodeList,
    Parser,
    Token,
    render_value_in_context,
    token_kwargs,
)
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from i18n import addresses, languages

register = template.Library()

MOST = 500
"""Drawings of one place; more would mean that a value is not as rare as it should be."""
PLACE = re.compile("\ue000([0-9]+)\ue001")


def mark_of(place: int) -> str:
    """What stands where a text is filled in; ``PLACE`` finds it."""
    return f"\ue000{place}\ue001"


class SlotNode(template.Node):
    """Leaves a mark while the part around it is drawn; ``place`` is its number in there."""

    place: int | None = None

    def __init__(self, value: FilterExpression) -> None:
        self.value = value

    def render(self, context: Context) -> str:
        if self.place is None:
            raise template.TemplateSyntaxError("'slot' stands inside 'once', in the same file")
        return mark_of(self.place)

    def fill(self, context: Context) -> str:
        return render_value_in_context(self.value.resolve(context), context)


class OnceNode(template.Node):
    def __init__(self, nodelist: NodeList, values: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        found = nodelist.get_nodes_by_type(SlotNode)
        self.slots = [node for node in found if isinstance(node, SlotNode)]
        for place, slot in enumerate(self.slots):
            slot.place = place
        self.drawn: dict[tuple[Any, ...], list[str]] = {}

    def render(self, context: Context) -> SafeString:
        values = [value.resolve(context) for value in self.values.values()]
        key = (languages.current(), *values)
        parts = self.drawn.get(key)
        if parts is None:
            parts = self._draw(key, context.new(dict(zip(self.values, values, strict=True))))
        filled = parts[:]
        for at in range(1, len(parts), 2):
            filled[at] = self.slots[int(parts[at])].fill(context)
        return mark_safe("".join(filled))  # noqa: S308 - drawn by a template, slots are escaped

    def _draw(self, key: tuple[Any, ...], context: Context) -> list[str]:
        """Text and numbers of slots, by turns."""
        if len(self.drawn) >= MOST:
            self.drawn.clear()
        self.drawn[key] = parts = PLACE.split(self.nodelist.render(context))
        return parts


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """Raises ``TemplateSyntaxError`` for a value without a name."""
    bits = token.split_contents()[1:]
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"'once' takes named values only, not {bits[0]}")
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodelist, values)


@register.simple_tag
def address(name: str, *args: Any) -> str:
    """``{% url %}`` from memory, for what stands on a page that is asked for often."""
    return addresses.address(name, *args)


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    _name, value = token.split_contents()
    return SlotNode(parser.compile_filter(value))
