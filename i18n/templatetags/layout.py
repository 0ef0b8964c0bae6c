"""``{% extends %}``, which looks for the blocks of the outermost template once.

Django walks through all of it each time that a page is drawn.
"""

from functools import cache
from typing import Any

from django import template
from django.template.base import Parser, Template, Token
from django.template.loader_tags import ExtendsNode, do_extends

register = template.Library()


class KeptExtendsNode(ExtendsNode):
    def get_parent(self, context: Any) -> Template:
        parent: Template = super().get_parent(context)
        nodes: Any = parent.nodelist
        if "get_nodes_by_type" not in nodes.__dict__:
            nodes.get_nodes_by_type = cache(nodes.get_nodes_by_type)
        return parent


@register.tag("extends")
def extends(parser: Parser, token: Token) -> template.Node:
    """Django's tag."""
    node = do_extends(parser, token)
    return KeptExtendsNode(node.nodelist, node.parent_name)
