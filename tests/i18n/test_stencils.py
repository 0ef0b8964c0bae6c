"""HTML drawn in Python escapes as Django does, and a stencil knows nothing but what is named."""

from pathlib import Path

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from i18n import languages
from i18n.drawing import Stencil, escaped, html, html_of

HARD = ["<Eva> & \"Jan\" 'x'", SafeString("<b>done</b>"), 7, gettext_lazy("Queue"), "{}", "%s"]


@pytest.mark.parametrize("value", HARD)
def test_it_escapes_as_django_does(value: object) -> None:
    assert html("<i>{}</i>", value) == format_html("<i>{}</i>", value)
    assert html_of("<i>{}</i>", [(value,), (1,)]) == format_html("<i>{}</i><i>1</i>", value)
    assert isinstance(html("{}", value), SafeString)


@pytest.fixture
def stencil(tmp_path: Path, settings) -> Stencil:
    text = "{% load formats %}100%|{{ kind }}|{{ name }}{% if kind %}+{{ name }}{% endif %}|"
    (tmp_path / "part.html").write_text(text + "{{ person }}{{ 2500|number }}{{ day }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return Stencil("part.html", values=("kind",), holes=("name", "day"))


def test_holes_are_filled_each_time_and_escaped(stencil: Stencil) -> None:
    assert stencil.fill(("k",), ("<Eva>", 1)) == "100%|k|&lt;Eva&gt;+&lt;Eva&gt;|2,5001"
    assert stencil.fill(("",), ("%s\ue0001\ue001", "")) == "100%||%s\ue0001\ue001|2,500"
    assert escaped("<") == "&lt;"


def test_it_is_drawn_in_each_language(stencil: Stencil) -> None:
    with languages.using("cs"):
        assert stencil.fill(("",), ("", "")).endswith("2\u00a0500")
    assert stencil.fill(("",), ("", "")).endswith("2,500")
