"""A text in several languages that reads as the active one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Text:
    """``str(text)`` is the active language's version; English stands in where one is missing."""

    values: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The text in ``language``, else in English, else in whatever language there is."""
        for code in (language, "en", *self.values):
            if self.values.get(code):
                return self.values[code]
        return ""

    def __str__(self) -> str:
        return self.in_language(get_language() or "en")
