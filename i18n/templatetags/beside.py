"""``{% load beside %}``: the words of a page once more, for the person in whose place one acts.

``{% beside "Upload documents" %}`` and ``{% beside paper.name %}`` work out what they are given in
that person's language; ``{% said row.beside.label %}`` shows words that are in it already. Both
show nothing when nobody is assisted, or when the person reads the same words. Inside a
part that is included with ``only`` they work as well; ``as name`` keeps the words for one.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import gettext

from i18n import languages
from i18n.beside import dressed, second

register = template.Library()


def _language(context: Context) -> str:
    request = getattr(context, "request", None) or context.get("request")
    actor = getattr(request, "actor", None)
    return second(actor.reads) if actor is not None else ""


class BesideNode(template.Node):
    """Resolves what it is given while the other language is spoken, then translates it."""

    def __init__(self, value: FilterExpression, name: str = "") -> None:
        self.value = value
        self.name = name

    def render(self, context: Context) -> SafeString:
        shown = self._shown(context)
        if not self.name:
            return shown
        context[self.name] = shown
        return SafeString("")

    def _shown(self, context: Context) -> SafeString:
        code = _language(context)
        if not code:
            return SafeString("")
        own = self._spoken(context)
        with languages.using(code):
            text = self._spoken(context)
        return dressed(text, code) if text and text != own else SafeString("")

    def _spoken(self, context: Context) -> str:
        """In the language that is active; what a filter made of it is no message any more."""
        found = self.value.resolve(context)
        if not found:
            return ""
        made = self.value.filters and isinstance(found, SafeData)
        return found if made else gettext(str(found))


@register.tag
def beside(parser: Parser, token: Token) -> BesideNode:
    """Raises ``TemplateSyntaxError`` for more than a value and ``as`` a name."""
    match token.split_contents():
        case [_, value]:
            return BesideNode(parser.compile_filter(value))
        case [_, value, "as", name]:
            return BesideNode(parser.compile_filter(value), name)
    raise template.TemplateSyntaxError("'beside' takes one value, and 'as' a name")


@register.simple_tag(takes_context=True)
def said(context: Context, text: Any) -> SafeString:
    """Words that are in the person's language already; nothing for nothing."""
    code = _language(context)
    return dressed(text, code) if code and text else SafeString("")


@register.filter
def both(text: str, other: str) -> str:
    """Two languages in one line of plain text, each in its own direction."""
    return f"\u2068{text}\u2069 · \u2068{other}\u2069" if other and other != text else text
