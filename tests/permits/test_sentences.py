"""A phrase becomes a sentence: names in braces are filled, and nothing typed is evaluated."""

import pytest

from permits.models import Phrase
from permits.packs import ROOT, read_yaml


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Send “{document}” within {days}.", "Send “passport” within 15 days."),
        ("By {nobody}.", "By ."),
        ("{document.__class__} and {0}", "{document.__class__} and "),
        ("A set {a, b} stays.", "A set {a, b} stays."),
    ],
)
def test_placeholders_are_names_and_nothing_else(text: str, said: str) -> None:
    phrase = Phrase(text_en=text)
    assert phrase.sentence("en", document="passport", days="15 days") == said


def test_a_language_without_the_text_reads_english() -> None:
    assert Phrase(text_en="Send {document}.").sentence("vi", document="it") == "Send it."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("to what extent", "against the law", "admissible")),
        ("cs", ("v jakém rozsahu", "v rozporu s právními předpisy", "přípustné")),
        ("uk", ("у якому обсязі", "суперечить правовим нормам", "прийнятна")),
        ("vi", ("phạm vi nào", "trái pháp luật", "hợp lệ")),
        ("ar", ("نطاق الطعن", "مخالفة القانون", "المقبول")),
    ],
)
def test_every_language_says_what_an_appeal_says(language: str, said: tuple[str, ...]) -> None:
    """Extent, what is wrong or unlawful, and that it postpones the effect when admissible."""
    phrases = read_yaml(ROOT / "cz" / "phrases.yaml")
    [appeal] = [each for each in phrases["remedy"] if each["code"] == "appeal"]
    text = appeal["text"][language].replace("\N{NO-BREAK SPACE}", " ")
    assert all(words in text for words in said)
