"""Parts that are drawn once: what is repeated, what is filled anew, and what cannot be kept."""

import pytest
from django.template import Context, Template, TemplateSyntaxError

from i18n import languages


def drawn(template: Template, **values: object) -> str:
    return template.render(Context(values))


def of(text: str) -> Template:
    return Template("{% load drawing formats i18n %}" + text)


def test_a_part_is_drawn_once_for_each_value() -> None:
    template = of("{% once role=role %}{{ role|upper }}{% endonce %}")
    assert drawn(template, role="officer") == "OFFICER"
    assert drawn(template, role="auditor") == "AUDITOR"
    node = template.nodelist[-1]
    drawn(template, role="officer")
    assert len(node.drawn) == 2


def test_a_part_is_drawn_in_each_language() -> None:
    template = of("{% once %}{{ 2500|number }}{% endonce %}")
    with languages.using("en"):
        assert drawn(template) == "2,500"
    with languages.using("cs"):
        assert drawn(template) == "2\u00a0500"


def test_nothing_but_what_is_named_is_known_inside() -> None:
    template = of("{% once role=role %}[{{ person }}{{ user }}{{ csrf_token }}]{% endonce %}")
    assert drawn(template, role="officer", person="Oksana", user="o", csrf_token="t") == "[]"


def test_slots_are_filled_each_time_and_escaped() -> None:
    template = of(
        "{% once %}<b>{% slot name %}</b>{% if 1 %}<i>{% slot day %}</i>{% endif %}{% endonce %}"
    )
    assert drawn(template, name="<Eva>", day=1) == "<b>&lt;Eva&gt;</b><i>1</i>"
    assert drawn(template, name="Jan", day=2) == "<b>Jan</b><i>2</i>"


def test_a_value_that_looks_like_a_slot_stays_a_value() -> None:
    template = of("{% once %}{% slot name %}{% slot secret %}{% endonce %}")
    assert drawn(template, name="\ue0001\ue001", secret="s") == "\ue0001\ue001s"


def test_a_yes_and_a_no_are_told_apart() -> None:
    template = of("{% once new=new %}{% if new %}new{% else %}old{% endif %}{% endonce %}")
    assert (drawn(template, new=True), drawn(template, new=False)) == ("new", "old")


@pytest.mark.parametrize("text", ["{% slot name %}", "{% once role %}{% endonce %}"])
def test_what_is_written_wrongly_is_refused(text: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn(of(text), name="x")
