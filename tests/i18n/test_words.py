"""``{% translate %}`` keeps what it said, and says it in the language that is spoken."""

from django.template import Context, Template, engines
from django.utils.translation import override

from i18n.formats import led
from i18n.templatetags.words import KeptNode


def made(source: str) -> Template:
    return engines["django"].from_string("{% load i18n %}" + source).template


def said(template: Template, language: str, **known: str) -> str:
    with override(language):
        return template.render(Context(known))


def test_one_template_speaks_each_language_in_turn() -> None:
    template = made('{% translate "Queue" %}')
    for _again in range(2):
        assert said(template, "en") == "Queue"
        assert said(template, "cs") == "Fronta"
    [node] = template.nodelist.get_nodes_by_type(KeptNode)
    assert set(node.kept) == {"en", "cs"}


def test_a_word_is_told_apart_by_its_context() -> None:
    template = made('{% translate "Answered" context "queue view" %}')
    assert said(template, "cs") == "S\N{NO-BREAK SPACE}odpovědí"
    assert said(made('{% translate "Answered" context "of no page" %}'), "cs") == "Answered"


def test_a_word_can_be_named_and_is_html_as_before() -> None:
    template = made('{% translate "Save & go" as word %}[{{ word }}]')
    assert said(template, "en") == said(template, "en") == "[Save & go]"


def test_a_percent_sign_is_one() -> None:
    assert said(made('{% translate "100% sure" %}'), "en") == "100% sure"


def test_what_comes_from_the_page_is_translated_anew() -> None:
    template = made("{% translate word %}")
    assert not template.nodelist.get_nodes_by_type(KeptNode)
    assert [said(template, "cs", word=word) for word in ("Queue", "Notes")] == [
        "Fronta",
        "Poznámky",
    ]
    assert said(made('{% translate "<b>"|lower %}'), "en") == "<b>"


def test_no_colon_stands_after_a_question():
    assert led("Family name") == "Family name:"
    assert led("Is the contract open-ended?") == "Is the contract open-ended?"
    assert led("هل العقد غير محدد المدة؟") == "هل العقد غير محدد المدة؟"
