"""A phrase becomes a sentence: names in braces are filled, and nothing typed is evaluated."""

import pytest

from permits.models import Phrase


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
