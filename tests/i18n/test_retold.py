"""What was kept in one language is said again in another, where a message says it."""

import pytest

from i18n.languages import using
from i18n.retold import retold

MESSAGE = "Date of birth"


@pytest.mark.parametrize("language", ["cs", "uk", "vi", "ar"])
def test_a_message_is_said_in_the_language_of_the_reader(language: str) -> None:
    with using("en"):
        assert retold(MESSAGE, "en") == MESSAGE
    with using(language):
        said = retold(MESSAGE, "en")
        assert said not in (None, MESSAGE)
        assert retold(said, language) == said
    with using("en"):
        assert retold(said, language) == MESSAGE


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_somebody_typed_is_none_so_that_it_keeps_its_own_language(language: str) -> None:
    with using("uk"):
        assert retold("Answer of Mr Smith", language) is None
