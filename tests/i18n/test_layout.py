"""A page that extends another draws its blocks, the first time and every time after."""

from django.template import Context, engines

from i18n.templatetags.layout import KeptExtendsNode


def test_the_blocks_of_the_outermost_template_are_looked_for_once() -> None:
    engine = engines["django"].engine
    page = engine.from_string('{% extends "base.html" %}{% block title %}{{ words }}{% endblock %}')
    [node] = page.nodelist
    assert isinstance(node, KeptExtendsNode)
    for words in ("first", "second"):
        assert f"<title>{words} ·" in page.render(Context({"words": words}))
    found = engine.get_template("base.html").nodelist.get_nodes_by_type
    assert found.cache_info().misses == 1


def test_a_page_within_a_page_within_a_page() -> None:
    engine = engines["django"].engine
    outer = engine.from_string("<{% block a %}A{% endblock %}{% block b %}B{% endblock %}>")
    middle = engine.from_string("{% extends outer %}{% block a %}a{{ block.super }}{% endblock %}")
    inner = engine.from_string("{% extends middle %}{% block b %}b{{ block.super }}{% endblock %}")
    context = {"outer": outer, "middle": middle}
    assert [inner.render(Context(context)) for _time in range(2)] == ["<aAbB>"] * 2
    assert middle.render(Context(context)) == "<aAB>"
