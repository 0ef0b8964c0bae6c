"""Words of the portal that were kept in one language, said again in the one being spoken."""

from functools import cache
from typing import Any

from django.utils.translation import get_language, gettext, trans_real

SOURCE = "en"
"""The language of the message ids."""


def retold(text: str, language: str) -> str | None:
    """``text``, a whole message of the catalogue in ``language``, in the active language.

    None when no message says it: whatever somebody typed, and what has been worded anew since.
    """
    message = text if language == SOURCE else _messages(language).get(text)
    if message is None:
        return None
    said = gettext(message)
    known = said != message or language != SOURCE or get_language() == SOURCE
    return said if known else None


@cache
def _messages(language: str) -> dict[str, str]:
    """The message of each translation; without context, number or a place to fill in."""
    catalogue: Any = trans_real.translation(language)
    found: dict[str, str] = {}
    for message, words in catalogue._catalog.items():
        if isinstance(message, str) and message and "\x04" not in message:
            found.setdefault(words, message)
    return found
