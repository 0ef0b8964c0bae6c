"""Every way to write a message is found, wherever it stands."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.engine import Engine
from django.urls import get_resolver

from accounts.checks import patterns
from i18n import thirdparty
from i18n.catalogues import extraction, literals

PYTHON = b"""
_("plain")
x = gettext_lazy("a" " joined text")
ngettext("one %(n)s page", "%(n)s pages", count)
pgettext("verb", "open")
npgettext_lazy("sent", "letter", "letters", n)
# Translators: read on paper
gettext("commented")
gettext(variable)
_(f"never {this}")
other("not a message")
"""


def test_python():
    assert list(extraction.messages_of_python(PYTHON)) == [
        ("plain", None, []),
        ("a joined text", None, []),
        (("one %(n)s page", "%(n)s pages"), None, []),
        ("open", "verb", []),
        (("letter", "letters"), "sent", []),
        ("commented", None, ["read on paper"]),
    ]


TEMPLATE = """{% load i18n %}
<p title="{% translate 'a title' %}">{% translate "it's 100%" %}</p>
      {% blocktranslate trimmed with name=person.name count n=pages|length %}
        {{ n }} page of {{ name }}
      {% plural %}
        {{ n }} pages of {{ name }}
      {% endblocktranslate %}
  {% translate "open" context "verb" as label %}
{% include "x.html" with label=_("in a tag") %}{{ value|default:_("in a filter") }}
{# translate "commented out" #}
if this ( is ] not Python
"""


def test_templates_whatever_surrounds_the_message():
    assert [found[:2] for found in extraction.messages_of_template(TEMPLATE)] == [
        ("a title", None),
        ("it's 100%%", None),
        (("%(n)s page of %(name)s", "%(n)s pages of %(name)s"), None),
        ("open", "verb"),
        ("in a tag", None),
        ("in a filter", None),
    ]


FORM = """
title: Application for a card
sections:
  - id: work
    intro: Have the contract at hand.
    term: Zaměstnání
    items:
      - {id: kind, kind: choice, label: "Which one?", options: [{value: a, label: The first}]}
      - {id: code, label: Code, example: "25120", params: {number_label: Company number}}
      - {id: people, add_label: Add a person, options: {m: Man, f: Woman}}
"""


def test_forms_of_a_pack():
    assert [found[0] for found in extraction.messages_of_yaml(FORM)] == [
        "Application for a card",
        "Have the contract at hand.",
        "Which one?",
        "The first",
        "Code",
        "Company number",
        "Add a person",
        "Man",
        "Woman",
    ]


def test_every_form_and_template_of_ours_can_be_read():
    template = extraction.extract(Path(settings.BASE_DIR))
    places = {place for message in template for place, _ in message.locations}
    assert any(place.startswith("permits/packs/") for place in places)
    assert any(place.startswith("templates/") for place in places)
    assert any(place.endswith(".py") for place in places)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("{a: b")
    with pytest.raises(ValueError, match=r"broken\.yaml"):
        list(extraction.messages_of_file(broken))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>{% translate 'fine' %} · {{ name }} &nbsp; 12 %</p>", []),
        ("<p>Hello</p>", ["Hello"]),
        ('<img alt="A map">', ["map"]),
        ("<button aria-label=\"{% translate 'x' %} now\">", ["now"]),
        ('<input type="submit" value="Go on">', ["Go on"]),
        ("{% blocktranslate %}Many <b>words</b>{% endblocktranslate %}", []),
        ("<script>let words = 1</script><style>p { color: red }</style>", []),
        ('<p translate="no">SHA-256 <b>of bytes</b></p><p>but this</p>', ["but this"]),
        ("{% block main_class %}page page--narrow{% endblock %}", []),
        ('{% block button %} data-color="danger"{% endblock %}', []),
        ("{% comment %}never seen{% endcomment %}{# nor this #}", []),
        ("Pobyt", []),
    ],
)
def test_words_that_no_translator_will_see(source: str, words: list[str]):
    assert [found for _, found in literals.in_template(source)] == words


def test_no_template_of_ours_has_such_words():
    assert list(literals.in_folder(Path(settings.BASE_DIR) / "templates")) == []


def test_pages_of_third_parties_are_shown_by_our_templates():
    """Theirs are not extracted, so a page of theirs would stay in English."""
    engine, theirs = Engine.get_default(), []
    for _namespace, name, pattern in patterns(get_resolver()):
        page = getattr(getattr(pattern.callback, "view_class", None), "template_name", None) or ""
        if page.startswith(("account/", "mfa/")):
            origin = engine.get_template(page).origin.name
            if not Path(origin).is_relative_to(settings.BASE_DIR / "templates"):
                theirs.append((name, page))
    assert theirs == []


def test_messages_of_third_parties_are_ours_where_they_lack_them():
    lacking = {message.id for message in thirdparty.messages() if thirdparty.lacking("vi", message)}
    assert "You must type the same password each time." in lacking
    assert "This field is required." not in lacking
