"""Django's ``{% load i18n %}``, in which ``{% translate "words" %}`` looks its words up once.

A message that is written into a template is the same each time, in each language: its node keeps
it. What is translated from a variable goes Django's way.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.templatetags import i18n
from django.templatetags.i18n import TranslateNode
from django.utils.translation import get_language

from i18n.formats import led

register = template.Library()
register.tags = dict(i18n.register.tags)
register.filters = dict(i18n.register.filters)
register.filter("led", led)


class KeptNode(TranslateNode):
    """A message without variables. ``kept``: its text by language."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.kept: dict[str | None, str] = {}

    def render(self, context: Any) -> str:
        language = get_language()
        text = self.kept.get(language)
        if text is None:
            shown: str = super().render(context)
            text = self.kept[language] = context[self.asvar] if self.asvar else shown
        if not self.asvar:
            return text
        context[self.asvar] = text
        return ""


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> template.Node:
    """Django's tag."""
    node: Any = i18n.do_translate(parser, token)
    if not _fixed(node.filter_expression) or not _fixed(node.message_context):
        return node
    return KeptNode(node.filter_expression, node.noop, node.asvar, node.message_context)


def _fixed(expression: FilterExpression | None) -> bool:
    """Whether it says the same whatever the page knows."""
    if expression is None:
        return True
    variable: Any = expression.var
    return not expression.filters and getattr(variable, "lookups", None) is None
